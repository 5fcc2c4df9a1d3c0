import * as fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import { textAnomaly, UNKNOWN_MEMBER, utf8, withRawMember, type JsonAnomaly } from './json-anomaly.ts';
import { jsonTokens } from './json-tokens.ts';

const BOM = [0xef, 0xbb, 0xbf];
const INVALID_UTF8: readonly (readonly number[])[] = [
  [0xff],
  [0x80],
  [0xc3],
  [0xc0, 0xaf],
  [0xe2, 0x28, 0xa1],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
];
const SURROGATES = ['\\ud800', '\\udfff', '\\ude00\\ud83d', '\\ud83d', '\\ud83dx'];

/** Bodies whose bytes are no, or other, UTF-8. */
export const encodings: readonly JsonAnomaly[] = [
  byteAnomaly('byte-order-mark', 'A byte order mark precedes the object', 'no-crash', (valid) =>
    fc.constant(Uint8Array.from([...BOM, ...utf8(JSON.stringify(valid))])),
  ),
  byteAnomaly('invalid-utf-8', 'A string holds bytes that are not UTF-8', 'no-crash', (valid) =>
    fc.tuple(fc.nat(), fc.constantFrom(...INVALID_UTF8)).map(([at, bytes]) => {
      const [before, after] = splitInString(valid, at);
      return Uint8Array.from([...utf8(before), ...bytes, ...utf8(after)]);
    }),
  ),
  textAnomaly('lone-surrogate', 'A string holds the escape of half a surrogate pair', 'no-crash', (valid) =>
    fc
      .tuple(fc.nat(), fc.constantFrom(...SURROGATES))
      .map(([at, escape]) => splitInString(valid, at).join(escape)),
  ),
  byteAnomaly('utf-16', 'The body is UTF-16', 'no-crash', (valid) =>
    fc.tuple(fc.boolean(), fc.boolean()).map(([mark, bigEndian]) => {
      const bytes = Buffer.from((mark ? '\ufeff' : '') + JSON.stringify(valid), 'utf16le');
      return Uint8Array.from(bigEndian ? bytes.swap16() : bytes);
    }),
  ),
  byteAnomaly('nul-bytes', 'The body is made of NUL bytes', 'must', () =>
    fc.integer({ min: 1, max: 64 }).map((length) => new Uint8Array(length)),
  ),
  byteAnomaly('binary', 'The body is compressed or other binary data', 'must', () =>
    fc
      .uint8Array({ minLength: 1, maxLength: 64 })
      .map((bytes) => Uint8Array.from([0x1f, 0x8b, 0x08, 0x00, ...bytes])),
  ),
];

function byteAnomaly(
  id: string,
  title: string,
  refused: JsonAnomaly['refused'],
  apply: (valid: JsonObject) => fc.Arbitrary<Uint8Array>,
): JsonAnomaly {
  return { id, title, refused, applies: () => true, apply };
}

/** The JSON text in two halves, cut within the value of a string member; one is added where there is none. */
function splitInString(valid: JsonObject, which: number): [string, string] {
  const own = JSON.stringify(valid);
  const places = valuePlaces(own);
  const text = places.length > 0 ? own : withRawMember(valid, UNKNOWN_MEMBER, '"a"');
  const usable = places.length > 0 ? places : valuePlaces(text);
  const at = usable[which % usable.length] ?? 0;
  return [text.slice(0, at), text.slice(at)];
}

/** Where string values end, before their closing quote. */
function valuePlaces(text: string): readonly number[] {
  const tokens = jsonTokens(text);
  return tokens.flatMap(({ kind, end }, at) =>
    kind === 'string' && tokens[at + 1]?.text !== ':' ? [end - 1] : [],
  );
}
