import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { textAnomaly, UNKNOWN_MEMBER, withRawMember, type JsonAnomaly } from './json-anomaly.ts';
import { jsonTokens, type JsonToken } from './json-tokens.ts';

/** Bodies in a dialect that JSON is not. */
export const syntax: readonly JsonAnomaly[] = [
  textAnomaly('comment', 'The body holds a comment', 'must', (valid) =>
    fc.tuple(fc.nat(), fc.constantFrom('/* c */', '// c\n', '# c\n', '<!-- c -->')).map(([at, comment]) => {
      const text = JSON.stringify(valid);
      const { end } = nth(jsonTokens(text), at);
      return text.slice(0, end) + comment + text.slice(end);
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
