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

/** What the body of a response holds, and how it was wrapped, each of which is a finding of its own and no other. */
export interface Content {
  /** Unpacked, and without a byte order mark. As the body came where it cannot be unpacked. */
  readonly bytes: Uint8Array;
  /** The content codings that the header names, in lower case, in the order in which they were applied. */
  readonly codings: readonly string[];
  readonly hasByteOrderMark: boolean;
}

/** Reads a body. Whoever judges an answer finds this in it. */
export function readContent({ headers, body }: WireResponse): Content {
  const named = headerValue(headers, 'content-encoding');
  const codings = named === undefined ? NONE : contentCodings(named);
  const unpacked = codings.length === 0 ? body : unpackedBody(body, codings);
  const hasByteOrderMark = startsWithMark(unpacked);
  const bytes = hasByteOrderMark ? unpacked.subarray(BYTE_ORDER_MARK.length) : unpacked;
  return { bytes, codings, hasByteOrderMark };
}

/** The bytes alone. */
export function readableBody(response: WireResponse): Uint8Array {
  return readContent(response).bytes;
}

const NONE: readonly string[] = [];

function contentCodings(named: string): readonly string[] {
  const codings = named.split(',').map((coding) => coding.trim().toLowerCase());
  return codings.filter((coding) => coding !== '' && coding !== 'identity');
}

function unpackedBody(body: Uint8Array, codings: readonly string[]): Uint8Array {
  if (body.length === 0 || codings.length > MOST_CODINGS) return body;
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
  // Few bodies begin so: the others are told apart by their first byte.
  return bytes[0] === BYTE_ORDER_MARK[0] && BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
}
