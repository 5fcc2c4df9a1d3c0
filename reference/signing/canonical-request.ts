import { createHash } from 'node:crypto';
import { headerValues, type ServiceRequest } from '../core/request/http-message.ts';

/**
 * The text whose hash is signed: method, path, query, signed headers, hash of the body.
 * Source: the AWS General Reference's description of Signature Version 4, for services other than S3.
 */
export function canonicalRequest(request: ServiceRequest, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${canonicalHeader(request, name)}\n`);
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  return [
    request.method,
    canonicalPath(request.target),
    canonicalQuery(request.target),
    headers.join(''),
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n');
}

function canonicalHeader(request: ServiceRequest, name: string): string {
  return headerValues(request, name)
    .map((value) => value.trim().replaceAll(/\s+/g, ' '))
    .join(',');
}

/** Without dot segments and repeated slashes, each segment percent-encoded as it came. */
function canonicalPath(target: string): string {
  const [path = ''] = target.split('?', 1);
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encoded(segment));
  }
  const slash = segments.length > 0 && /\/\.{0,2}$/.test(path) ? '/' : '';
  return `/${segments.join('/')}${slash}`;
}

function canonicalQuery(target: string): string {
  return queryParameters(target)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [encoded(name), encoded(value)])
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The parameters of a request target's query, decoded, in their order. */
export function queryParameters(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  if (start === -1 || start === target.length - 1) return [];
  return target
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const end = equals === -1 ? pair.length : equals;
      return [decoded(pair.slice(0, end)), decoded(pair.slice(end + 1))];
    });
}

/** Text as it stands when it is not valid percent-encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
