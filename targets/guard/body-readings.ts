import { brotliDecompressSync, unzipSync } from 'node:zlib';
import type { WireRequest } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';

/** No body of ours is larger; a bomb of somebody else's is not read. */
const LARGEST = 64 * 1024 * 1024;

/** The body as every text that a service could read it as: with its framing or without, unpacked, in UTF-8, Latin-1 or UTF-16. */
export function bodyReadings({ body, headers }: Pick<WireRequest, 'body' | 'headers'>): string[] {
  const bytes = Buffer.from(body);
  const chunked = /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '');
  const packed = headerValue(headers, 'content-encoding') !== undefined;
  const framed = chunked ? [bytes, unframed(bytes)] : [bytes];
  const all = packed ? framed.flatMap((one) => [one, ...unpacked(one)]) : framed;
  // Without the zero bytes, UTF-16 reads like Latin-1.
  const texts = all.flatMap((one) => [one.toString('utf8'), one.toString('latin1').replaceAll('\0', '')]);
  return [...new Set(texts)];
}

/** The contents of the chunks one after another; as far as they can be read. */
function unframed(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end === -1 ? undefined : end), 16);
    if (end === -1 || !(size > 0)) break;
    parts.push(bytes.subarray(end + 1, end + 1 + size));
    at = bytes.indexOf('\n', end + 1 + size) + 1;
    if (at === 0) break;
  }
  return Buffer.concat(parts);
}

function unpacked(bytes: Buffer): Buffer[] {
  return [unzipSync, brotliDecompressSync].flatMap((unpack) => {
    try {
      return [unpack(bytes, { maxOutputLength: LARGEST })];
    } catch {
      return [];
    }
  });
}
