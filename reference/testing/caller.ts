import type { JsonObject } from '../../spec/json.ts';
import type { ServiceRequest } from '../core/request/http-message.ts';
import type { Service } from '../core/service.ts';
import { credentialOf } from './world.ts';

/** An answer as a client reads it. */
export interface Answer {
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
