import type { Organization, World } from '../../spec/world.ts';
import { createReference, type ReferenceOptions, type Service } from '../core/service.ts';
import { FakeClock } from '../core/state/clock.ts';
import type { ServiceCredential, ServiceParts } from '../core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { ServiceRequest } from '../core/request/http-message.ts';

/** The accounts that the tests of this folder speak of. */
export const ACCOUNT = {
  standalone: '111111111111',
  management: '222222222222',
  delegate: '333333333333',
  member: '444444444444',
  otherMember: '555555555555',
  untrustedManagement: '666666666666',
  untrustedDelegate: '667777777777',
  untrustedMember: '677777777777',
  billingManagement: '888888888888',
  billingMember: '899999999999',
  unknown: '000000000000',
};

const trusted: Organization = {
  id: 'o-trusted',
  trustedAccess: true,
  allFeatures: true,
  management: ACCOUNT.management,
  delegatedAdmin: ACCOUNT.delegate,
  members: [ACCOUNT.delegate, ACCOUNT.member, ACCOUNT.otherMember],
};
const untrusted: Organization = {
  id: 'o-untrusted',
  trustedAccess: false,
  allFeatures: true,
  management: ACCOUNT.untrustedManagement,
  delegatedAdmin: ACCOUNT.untrustedDelegate,
  members: [ACCOUNT.untrustedDelegate, ACCOUNT.untrustedMember],
};
const billing: Organization = {
  id: 'o-billing',
  trustedAccess: true,
  allFeatures: false,
  management: ACCOUNT.billingManagement,
  delegatedAdmin: null,
  members: [ACCOUNT.billingMember],
};

const world: World = {
  organizations: [trusted, untrusted, billing],
  standalone: [ACCOUNT.standalone],
};

/** The credentials of an account of the test world. */
export function credentialOf(accountId: string): Omit<ServiceCredential, 'sessionToken'> {
  return { accountId, accessKeyId: `KEY${accountId}`, secretAccessKey: `secret of ${accountId}` };
}

export const REGION_DELAY_MS = 1000;

/** A service of the test world on a clock that stands still. */
export function testService(
  options: Partial<ReferenceOptions> = {},
  compose?: (parts: ServiceParts) => ServiceParts,
): { service: Service; clock: FakeClock } {
  const clock = new FakeClock();
  const credentials = Object.values(ACCOUNT)
    .filter((id) => id !== ACCOUNT.unknown)
    .map(credentialOf);
  const defaults = { world, credentials, clock, regionDelayMs: REGION_DELAY_MS };
  return { service: createReference({ ...defaults, ...options }, compose), clock };
}

/** An answer as a client reads it. */
interface Answer {
  readonly status: number;
  /** Absent where the answer names no error. */
  readonly error: string | undefined;
  /** Empty where there is no body. */
  readonly body: JsonObject;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Calls an operation as an account, in process. */
export function call(service: Service, caller: string, operation: string, input: unknown = {}): Answer {
  return send(service, requestOf(caller, operation, JSON.stringify(input)));
}

/** The request for an operation with any body; unsigned but for the access key. */
export function requestOf(caller: string, operation: string, body: string | Uint8Array): ServiceRequest {
  const { accessKeyId } = credentialOf(caller);
  const credential = `${accessKeyId}/20260101/us-east-1/account/aws4_request`;
  return {
    method: 'POST',
    target: `/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`,
    headers: [
      ['Content-Type', 'application/json'],
      ['Authorization', `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`],
    ],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

export function send(service: Service, request: ServiceRequest): Answer {
  const { status, headers, body } = service.handle(request);
  const text = new TextDecoder().decode(body);
  const named = Object.fromEntries(headers);
  return {
    status,
    error: named['x-amzn-errortype'],
    body: text === '' ? {} : (JSON.parse(text) as JsonObject),
    text,
    headers: named,
  };
}
