import { editedToken } from '../signing/edit-token.ts';
import type { Header, Signing, WireRequest } from './exchange.ts';
import { changeHeaders, hasHeader, headerValue } from './header-list.ts';
import type { WrittenRequest } from './request-bytes.ts';
import { authorization, queryAuthorization, signingDate, withQuery } from '../signing/sign.ts';
import type { SigningInput } from '../signing/signing-input.ts';
import type { Credentials } from '../target.ts';

/** How long a request that is signed in the query string is valid, in seconds. */
const QUERY_EXPIRES = 300;

/** Connections and intermediaries own these, so that a signature over them would not survive the way. */
const UNSIGNED = new Set(['content-length', 'transfer-encoding', 'keep-alive', 'te', 'trailer', 'upgrade']);

/** Where and for which service requests are signed. */
export interface Scope {
  readonly endpoint: URL;
  readonly region: string;
  readonly service: string;
  readonly clock: () => Date;
}

/** Adds host, length, date and signature where they are not given; `credentials` null leaves it unsigned. */
export function prepareRequest(
  request: WireRequest,
  scope: Scope,
  credentials: Credentials | null,
): WrittenRequest {
  const { method, body, signing = ORDINARY } = request;
  const target = prefixed(scope.endpoint, request.target);
  const given = givenHeaders(request, scope);
  const sign = credentials !== null && !hasHeader(given, 'authorization');
  const signed = sign
    ? signedRequest(method, target, given, body, signing, scope, credentials)
    : { target, headers: given };
  const { afterSigning } = signing;
  const headers = afterSigning ? changeHeaders(signed.headers, afterSigning) : signed.headers;
  return { method, body, target: signed.target, headers };
}

const ORDINARY: Signing = {};

function givenHeaders({ method, headers, body }: WireRequest, { endpoint }: Scope): Header[] {
  const given: Header[] = hasHeader(headers, 'host') ? [] : [['host', endpoint.host]];
  given.push(...headers);
  const hasLength = hasHeader(headers, 'content-length') || hasHeader(headers, 'transfer-encoding');
  const expected = body.byteLength > 0 || method === 'POST' || method === 'PUT';
  if (expected && !hasLength) given.push(['content-length', String(body.byteLength)]);
  return given;
}

function signedRequest(
  method: string,
  target: string,
  given: readonly Header[],
  body: Uint8Array,
  signing: Signing,
  scope: Scope,
  identity: Credentials,
): { target: string; headers: readonly Header[] } {
  const credentials = signingCredentials(identity, signing);
  const time = new Date(scope.clock().getTime() + (signing.clockSkew ?? 0) * 1000);
  const date = headerValue(given, 'x-amz-date') ?? signingDate(time);
  const headers = signing.query === true ? given : withDateAndToken(given, date, credentials);
  const input: SigningInput = {
    method,
    target: signing.signedTarget === undefined ? target : prefixed(scope.endpoint, signing.signedTarget),
    headers: headers.filter(([name]) => !UNSIGNED.has(name.toLowerCase())),
    body: signing.signedBody ?? body,
    credentials,
    service: signing.service ?? scope.service,
    region: signing.region ?? scope.region,
    date,
  };
  if (signing.query === true) {
    return { target: withQuery(target, queryAuthorization(input, QUERY_EXPIRES)), headers: given };
  }
  return { target, headers: headers.concat([['authorization', authorization(input)]]) };
}

function signingCredentials(identity: Credentials, signing: Signing): Credentials {
  if (signing === ORDINARY) return identity;
  const { sessionToken: own } = identity;
  const edited =
    own === undefined || signing.tokenEdit === undefined ? own : editedToken(own, signing.tokenEdit);
  const token = signing.sessionToken === undefined ? edited : signing.sessionToken;
  return {
    accessKeyId: signing.accessKeyId ?? identity.accessKeyId,
    secretAccessKey: signing.secretAccessKey ?? identity.secretAccessKey,
    sessionToken: token ?? undefined,
  };
}

function withDateAndToken(
  given: readonly Header[],
  date: string,
  { sessionToken }: Credentials,
): readonly Header[] {
  const headers = [...given];
  if (!hasHeader(given, 'x-amz-date')) headers.push(['x-amz-date', date]);
  if (sessionToken !== undefined && !hasHeader(given, 'x-amz-security-token')) {
    headers.push(['x-amz-security-token', sessionToken]);
  }
  return headers;
}

function prefixed(endpoint: URL, target: string): string {
  if (!target.startsWith('/')) return target;
  return `${endpoint.pathname.replace(/\/+$/, '')}${target}`;
}
