import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { textAnomaly, UNKNOWN_MEMBER, withRawMember, type JsonAnomaly, utf8 } from './json-anomaly.ts';
import { jsonTokens, type JsonToken } from './json-tokens.ts';

const BOM = [0xef, 0xbb, 0xbf];

/** Bodies in a dialect that JSON is not. */
export const syntax: readonly JsonAnomaly[] = [
  textAnomaly('comment', 'The body holds a comment', 'must', (valid) =>
    fc.tuple(fc.nat(), fc.constantFrom('/* c */', '// c\n', '# c\n', '<!-- c -->')).map(([at, comment]) => {
      const text = JSON.stringify(valid);
      const { end } = nth(jsonTokens(text), at);
      return text.slice(0, end) + comment + text.slice(end);
    }),
  ),
  textAnomaly(
    'other-white-space',
    'White space that JSON does not know stands between two tokens',
    'must',
    (valid) =>
      fc.tuple(fc.nat(), fc.constantFrom('\f', '\v', '\u00a0', '\u2028', '\u3000')).map(([at, space]) => {
        const text = JSON.stringify(valid);
        const { end } = nth(jsonTokens(text), at);
        return text.slice(0, end) + space + text.slice(end);
      }),
  ),
  textAnomaly(
    'wrong-bracket',
    'A list or an object is closed with a bracket of another kind',
    'must',
    (valid) =>
      fc
        .tuple(fc.nat(), fc.constantFrom('[1]', '{"a":1}', '[[]]'), fc.constantFrom(')', '>', ''))
        .map(([at, raw, other]) => {
          const text = withRawMember(valid, UNKNOWN_MEMBER, raw);
          const closing = jsonTokens(text).filter(({ text: token }) => token === ']' || token === '}');
          const { start, end, text: token } = nth(closing, at);
          const wrong = at % 2 === 0 || other === '' ? (token === ']' ? '}' : ']') : other;
          return text.slice(0, start) + wrong + text.slice(end);
        }),
  ),
  textAnomaly('trailing-comma', 'A comma follows the last member', 'must', (valid) =>
    fc.constantFrom(',', ' ,', ',,').map((comma) => `${JSON.stringify(valid).slice(0, -1)}${comma}}`),
  ),
  textAnomaly('missing-comma', 'The comma between two members is missing', 'must', (valid) =>
    fc.constant(`${withRawMember(valid, 'A', '1').slice(0, -1)} ${JSON.stringify(UNKNOWN_MEMBER)}:1}`),
  ),
  textAnomaly('missing-colon', 'The colon between name and value is missing', 'must', (valid) =>
    fc
      .constantFrom('', ' ', '=', ' => ')
      .map((between) =>
        withRawMember(valid, UNKNOWN_MEMBER, '1').replace(
          `"${UNKNOWN_MEMBER}":`,
          `"${UNKNOWN_MEMBER}"${between}`,
        ),
      ),
  ),
  textAnomaly('single-quotes', 'Strings are in single quotes', 'must', (valid) =>
    fc.boolean().map((one) => requoted(valid, one, "'")),
  ),
  textAnomaly('unquoted-names', 'Strings have no quotes', 'must', (valid) =>
    fc.boolean().map((one) => requoted(valid, one, '')),
  ),
  textAnomaly('no-json-literal', 'A value is a word of another language', 'must', (valid) =>
    fc
      .constantFrom('undefined', 'None', 'True', 'NULL', 'nil', 'Null', '')
      .map((word) => withRawMember(valid, UNKNOWN_MEMBER, word)),
  ),
  textAnomaly('bad-escape', 'A string holds an escape that JSON does not know', 'must', (valid) =>
    fc
      .constantFrom('"\\x41"', '"\\u12"', '"\\u12G4"', '"\\a"', '"\\\'"', '"\\"')
      .map((raw) => withRawMember(valid, UNKNOWN_MEMBER, raw)),
  ),
  textAnomaly('raw-control-character', 'A string holds an unescaped control character', 'must', (valid) =>
    fc
      .constantFrom('\u0000', '\n', '\t', '\u001f', '\r')
      .map((control) => withRawMember(valid, UNKNOWN_MEMBER, `"a${control}b"`)),
  ),
  textAnomaly('no-json', 'The body is another format', 'must', (valid) =>
    fc.constantFrom(
      '<Request/>',
      '<?xml version="1.0"?><Request/>',
      'Action=Get&Version=1',
      new URLSearchParams(Object.fromEntries(Object.keys(valid).map((name) => [name, 'x']))).toString() ||
        'a=1',
      '---\na: 1\n',
      'a',
      '{',
      ']',
    ),
  ),
  textAnomaly('web-form', 'The body is the input encoded as a web form', 'must', (valid) =>
    fc.constant(
      new URLSearchParams(
        Object.entries({ [UNKNOWN_MEMBER]: 1, ...valid }).map(([name, value]): [string, string] => [
          name,
          asText(value),
        ]),
      ).toString(),
    ),
  ),
];

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The object with all strings, or only its first one, in other quotes; an empty object gets a member first. */
function requoted(valid: JsonObject, firstOnly: boolean, quote: string): string {
  const text =
    Object.keys(valid).length > 0 ? JSON.stringify(valid) : withRawMember(valid, UNKNOWN_MEMBER, '1');
  const strings = jsonTokens(text).filter(({ kind }) => kind === 'string');
  let changed = '';
  let from = 0;
  for (const { start, end } of firstOnly ? strings.slice(0, 1) : strings) {
    changed += text.slice(from, start) + quote + text.slice(start + 1, end - 1) + quote;
    from = end;
  }
  return changed + text.slice(from);
}

function nth(tokens: readonly JsonToken[], at: number): JsonToken {
  const token = tokens[at % tokens.length];
  if (!token) throw new RangeError('a JSON text has at least one token');
  return token;
}

/** Bodies that end too early or go on too long. */
export const truncations: readonly JsonAnomaly[] = [
  textAnomaly('truncated-at-token', 'The body ends after one of its tokens', 'must', (valid) => {
    const text = JSON.stringify(valid);
    return fc.constantFrom(...structuralCuts(text)).map((end) => text.slice(0, end));
  }),
  textAnomaly(
    'truncated-within-token',
    'The body ends within a name, a text or a literal',
    'must',
    (valid) => {
      const text = JSON.stringify(valid);
      const inside = jsonTokens(text).filter(({ text: token }) => token.length > 1);
      const cuts = inside.flatMap(({ start, end }) => [start + 1, Math.floor((start + end) / 2), end - 1]);
      return fc
        .constantFrom(...(cuts.length > 0 ? cuts : structuralCuts(text)))
        .map((end) => text.slice(0, end));
    },
  ),
  textAnomaly('beginning-cut-off', 'The body lacks its beginning', 'must', (valid) =>
    fc.constant(JSON.stringify(valid).slice(1)),
  ),
  textAnomaly('trailing-garbage', 'Something follows the object', 'must', (valid) =>
    fc
      .constantFrom(
        'x',
        '}',
        ']',
        ',',
        '{}',
        ' null',
        '\n{"a":1}',
        '\u0000',
        '//',
        '"',
        ' 0',
        JSON.stringify(valid),
      )
      .map((garbage) => JSON.stringify(valid) + garbage),
  ),
  textAnomaly('leading-garbage', 'Something precedes the object', 'must', (valid) =>
    fc
      .constantFrom('x', ',', ")]}',\n", 'null ', '0 ', '\u0000', 'for(;;);')
      .map((garbage) => garbage + JSON.stringify(valid)),
  ),
];

/** Every place of a JSON text at which a token ends, but the last: what stands before it is not a JSON value. */
export function structuralCuts(text: string): readonly number[] {
  return jsonTokens(text)
    .map(({ end }) => end)
    .slice(0, -1);
}

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
