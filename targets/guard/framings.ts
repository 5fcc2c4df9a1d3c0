import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** No request of ours is larger; a bomb of somebody else's is not unpacked further. */
const LARGEST = 64 * 1024 * 1024;
/** More of either is made to confuse. */
const MOST_STARTS = 64;
const MOST_LENGTHS = 16;

/** A request that a server could read in too many ways to judge all of them. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * Every stretch of the bytes that a lenient server could take for a message or for a body: from the first byte or
 * from behind any blank line, to the end or as long as any content-length says and what follows then, out of chunks,
 * and unpacked. @throws {Unreadable}
 */
export function framingsOf(bytes: Buffer): Buffer[] {
  if (bytes.byteLength > LARGEST) throw new Unreadable(`${bytes.byteLength} bytes are too many to judge`);
  const text = bytes.toString('latin1');
  const lengths = announcedLengths(text);
  const stretches = new Map<string, Buffer>();
  const add = (from: number, to: number) => stretches.set(`${from} ${to}`, bytes.subarray(from, to));
  for (const start of startsOf(text)) {
    add(start, bytes.length);
    // What is counted is a body.
    for (const length of start === 0 ? [] : lengths) {
      const end = start + length;
      if (end >= bytes.length) continue;
      add(start, end);
      add(end, bytes.length);
    }
  }
  const framed = [...stretches.values()];
  const plain = /chunk|transfer/i.test(text) ? framed.flatMap((one) => [one, ...unchunked(one)]) : framed;
  if (!/encoding/i.test(text)) return plain;
  // A body may be packed twice.
  const once = plain.flatMap(unpacked);
  return [...plain, ...once, ...once.flatMap(unpacked)];
}

const LINE_END = String.raw`(?:\r\n|\n|\r(?!\n))`;
/** White space that follows may be the body's. */
const BLANK_LINE = new RegExp(`(${LINE_END}[ \\t]*${LINE_END})(\\s*)`, 'g');

/** The first byte, and each that follows a blank line, however its ends of line are written. */
function startsOf(text: string): Set<number> {
  const found = [...text.matchAll(BLANK_LINE)];
  if (found.length > MOST_STARTS) throw new Unreadable(`${found.length} blank lines are too many to judge`);
  return new Set([
    0,
    ...found.flatMap(({ 0: whole, 1: line = '', index }) => [index + line.length, index + whole.length]),
  ]);
}

function announcedLengths(text: string): Set<number> {
  const lengths = new Set<number>();
  for (const [, listed = ''] of text.matchAll(/content[-_]length[\s:"'=]*([^\r\n]*)/gi)) {
    for (const [digits] of listed.matchAll(/[0-9a-fx]+/gi)) {
      for (const length of [Number.parseInt(digits, 10), Number(digits), Number.parseInt(digits, 16)]) {
        if (Number.isSafeInteger(length) && length >= 0) lengths.add(length);
      }
    }
  }
  if (lengths.size > 3 * MOST_LENGTHS) throw new Unreadable(`${lengths.size} lengths are too many to judge`);
  return lengths;
}

/** The contents of the chunks one after another, by servers that count and by such as look for the next line. */
function unchunked(bytes: Buffer): Buffer[] {
  return [true, false].flatMap((counts) => {
    const parts: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      const end = bytes.indexOf('\n', at);
      const size = Number.parseInt(bytes.toString('latin1', at, end === -1 ? undefined : end).trim(), 16);
      if (end === -1 || !(size > 0)) break;
      parts.push(bytes.subarray(end + 1, end + 1 + size));
      const next = end + 1 + size;
      at = counts ? next + (bytes[next] === CARRIAGE_RETURN ? 2 : 1) : bytes.indexOf('\n', next) + 1;
      if (at <= end) break;
    }
    return parts.length === 0 ? [] : [Buffer.concat(parts)];
  });
}

const CARRIAGE_RETURN = 13;

const FLUSH = { maxOutputLength: LARGEST, finishFlush: constants.Z_SYNC_FLUSH };
const UNPACKERS: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => gunzipSync(bytes, FLUSH),
  (bytes) => inflateSync(bytes, FLUSH),
  (bytes) => inflateRawSync(bytes, FLUSH),
  (bytes) => brotliDecompressSync(bytes, { maxOutputLength: LARGEST }),
];

function unpacked(bytes: Buffer): Buffer[] {
  return UNPACKERS.flatMap((unpack) => {
    try {
      const contents = unpack(bytes);
      return contents.byteLength > 0 ? [contents] : [];
    } catch (error) {
      if (error instanceof RangeError) throw new Unreadable('a packed body is too large to judge');
      return [];
    }
  });
}
