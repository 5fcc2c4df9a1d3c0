import type { Organization, World } from '../../spec/world.ts';
import { createReference, type ReferenceOptions } from '../core/create-reference.ts';
import { FakeClock } from '../core/state/clock.ts';
import type { Service } from '../core/service.ts';
import type { ServiceCredential, ServiceParts } from '../core/service-parts.ts';

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
