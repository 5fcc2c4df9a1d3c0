import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { WireResponse } from './exchange.ts';
import { headerValue } from './header-list.ts';

/** As much as a response may have: what a bomb would become is not read. */
const LIMIT = { maxOutputLength: 16 * 1024 * 1024 };
/** More are made to confuse. */
const MOST_CODINGS = 3;

/** By content coding (RFC 9110). Some servers leave out the header of deflate. */
const UNPACKERS: Readonly<Record<string, readonly ((bytes: Uint8Array) => Uint8Array)[]>> = {
  gzip: [(bytes) => gunzipSync(bytes, LIMIT)],
  deflate: [(bytes) => inflateSync(bytes, LIMIT), (bytes) => inflateRawSync(bytes, LIMIT)],
  br: [(bytes) => brotliDecompressSync(bytes, LIMIT)],
  zstd: [(bytes) => zstdDecompressSync(bytes, LIMIT)],
};

/**
 * What the body of a response holds: unpacked, and without a byte order mark, since each of the two is a finding of its
 * own and no other. A body that cannot be unpacked is given as it came.
 */
export function readableBody(response: WireResponse): Uint8Array {
  const unpacked = unpackedBody(response);
  return startsWithMark(unpacked) ? unpacked.subarray(BYTE_ORDER_MARK.length) : unpacked;
}

export function hasByteOrderMark(response: WireResponse): boolean {
  return startsWithMark(unpackedBody(response));
}

/** The content codings that the header names, in lower case, in the order in which they were applied. */
export function contentCodings({ headers }: WireResponse): readonly string[] {
  const named = headerValue(headers, 'content-encoding');
  if (named === undefined) return NONE;
  const codings = named.split(',').map((coding) => coding.trim().toLowerCase());
  return codings.filter((coding) => coding !== '' && coding !== 'identity');
}

const NONE: readonly string[] = [];

function unpackedBody(response: WireResponse): Uint8Array {
  const { body } = response;
  const codings = contentCodings(response);
  if (body.length === 0 || codings.length === 0 || codings.length > MOST_CODINGS) return body;
  const unpacked = codings.reduceRight<Uint8Array | null>(
    (bytes, coding) => bytes && unpackedOnce(bytes, coding),
    body,
  );
  return unpacked ?? body;
}

/** `null`: it is not of this coding, or too large. */
function unpackedOnce(bytes: Uint8Array, coding: string): Uint8Array | null {
  for (const unpack of UNPACKERS[coding.replace(/^x-/, '')] ?? []) {
    try {
      return unpack(bytes);
    } catch {
      // The next form of the coding, where there is one.
    }
  }
  return null;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function startsWithMark(bytes: Uint8Array): boolean {
  return BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
}
