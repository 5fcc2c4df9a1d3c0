import { editedToken } from '../signing/edit-token.ts';
import type { Header, Signing, WireRequest } from './exchange.ts';
import { changeHeaders, hasHeader, headerValue } from './header-list.ts';
import { authorization, queryAuthorization, signingDate, withQuery } from '../signing/sign.ts';
import type { SigningInput } from '../signing/sign-plain.ts';
import type { Credentials } from '../target.ts';

/** How long a request that is signed in the query string is valid, in seconds. */
const QUERY_EXPIRES = 300;

/** What is signed beside `x-amz-…`. Of others, services and what stands before them read some in ways of their own. */
const SIGNED = new Set(['host', 'content-type']);

/** Connections and intermediaries own these, so that a signature over them would not survive the way. */
const NEVER_SIGNED = new Set([
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
]);

/** Where and for which service requests are signed. */
interface Scope {
  readonly host: string;
  /** Before each path; the empty text where the endpoint has none of its own. */
  readonly basePath: string;
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
  const target = prefixed(scope, request.target);
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

function givenHeaders({ method, headers, body }: WireRequest, { host }: Scope): Header[] {
  const given: Header[] = hasHeader(headers, 'host') ? [] : [['host', host]];
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
    target: signing.signedTarget === undefined ? target : prefixed(scope, signing.signedTarget),
    headers: signing.everyHeader === true ? headers.filter(maySign) : neededHeaders(headers),
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

function maySign([name]: Header): boolean {
  return !NEVER_SIGNED.has(name.toLowerCase());
}

/** Of two of one name, services sign the first, or both joined in one way or another: the signature names neither. */
function neededHeaders(headers: readonly Header[]): Header[] {
  const counts = new Map<string, number>();
  const needed = headers.filter(([given]) => {
    const name = given.toLowerCase();
    if (!SIGNED.has(name) && !name.startsWith('x-amz-')) return false;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return true;
  });
  if (counts.size === needed.length) return needed;
  return needed.filter(([given]) => {
    const name = given.toLowerCase();
    return name === 'host' || counts.get(name) === 1;
  });
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

function prefixed({ basePath }: Scope, target: string): string {
  return target.startsWith('/') ? `${basePath}${target}` : target;
}

/** A request as it stands on the wire. */
export interface WrittenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** Text is written as Latin-1, one byte a character, so that every byte can be sent: of others, the lower byte. */
export function requestBytes({ method, target, headers, body }: WrittenRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
