import { hash } from 'node:crypto';
import type { Header } from './exchange.ts';
import type { SigningInput } from './sign.ts';
import { signingKey } from './signing-key.ts';

/** A target that is its own canonical form: nothing to decode, to encode or to leave out, and no query. */
const PLAIN_TARGET = /^(?:\/[\w-]+)+$/;
/** The headers that aws4 does not sign. */
const UNSIGNED = new Set([
  'authorization',
  'connection',
  'x-amzn-trace-id',
  'user-agent',
  'expect',
  'presigned-expires',
  'range',
]);
const SPACED = /\s/;
const BODY_HASH = 'x-amz-content-sha256';

/**
 * The authorization header of an ordinary request, as aws4 gives it, in a third of the time; `null` where the
 * request is none, and its canonical form is left to aws4.
 */
export function plainAuthorization(input: SigningInput): string | null {
  const { method, target, body, credentials, service, region, date } = input;
  if (!PLAIN_TARGET.test(target)) return null;
  const headers = canonicalHeaders(input.headers);
  if (!headers) return null;
  let lines = '';
  let names = '';
  for (const [name, value] of headers) {
    lines += `${name}:${value}\n`;
    names += names === '' ? name : `;${name}`;
  }
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const request = `${method}\n${target}\n\n${lines}\n${names}\n${hash('sha256', body)}`;
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', request)}`;
  const signature = signingKey(credentials.secretAccessKey, day, region, service)(text);
  return `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** Sorted by name; `null` where one comes twice, stands for the body's hash, or the host is missing. */
function canonicalHeaders(headers: readonly Header[]): Header[] | null {
  const canonical: Header[] = [];
  let host = false;
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (UNSIGNED.has(name)) continue;
    if (name === BODY_HASH) return null;
    host ||= name === 'host';
    let at = canonical.length;
    while (at > 0 && (canonical[at - 1]?.[0] ?? '') > name) at -= 1;
    if (canonical[at - 1]?.[0] === name) return null;
    canonical.splice(at, 0, [name, SPACED.test(value) ? value.trim().replaceAll(/\s+/g, ' ') : value]);
  }
  return host ? canonical : null;
}
