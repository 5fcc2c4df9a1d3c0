import fc from 'fast-check';
import { judgeText } from '../values/judge-text.ts';
import { PRINTABLE_ASCII } from './pattern-grammar.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Variant } from '../values/variant.ts';

/** Texts that some languages, formats or templates read as something else than text. */
const HAZARDS = [
  // Words that stand for something else in some language.
  'null',
  'NULL',
  'nil',
  'undefined',
  'None',
  'N/A',
  '-',
  '~',
  'true',
  'false',
  'yes',
  'No',
  'ON',
  'off',
  'NaN',
  'Infinity',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  // Numbers, dates and times.
  '0',
  '007',
  '01234',
  '08',
  '1e5',
  '-0',
  '0x1F',
  '1.50',
  '1,000',
  '9007199254740993',
  '12345678901234567890',
  '123456789012',
  '2020-01-01',
  '2020-01-01T00:00:00Z',
  '12:30',
  // Escapes, templates and patterns.
  '&amp;',
  '&#39;',
  '%41',
  '%',
  '100%',
  '%20',
  '%s',
  'a+b',
  '\\u0041',
  '\\n',
  '\\\\',
  'a\\',
  '${x}',
  '$(x)',
  '{{x}}',
  '#{x}',
  '<%= x %>',
  '$1',
  '$&',
  // Markup, queries and paths.
  '<b>x</b>',
  '<!--',
  '<script>x</script>',
  "'; DROP TABLE x; --",
  "' OR 1=1",
  'select a from b',
  '../..',
  'C:\\x',
  '~x',
  // Separators, quotes and signs.
  '--',
  "O'Brien",
  "''",
  '""',
  "'x'",
  '"x"',
  '`x`',
  '[]',
  '{}',
  '[1]',
  '{"a":1}',
  '{ "a": 1 }',
  '=1+1',
  '@x',
  '+x',
  '#x',
  '*',
  'a;b',
  'a,b',
  'a|b',
  'a: b',
  'a_b',
  'a@b',
  'Apt #5',
  '1/2',
  'x.',
  'x,',
  // Blanks, capitals and the order of words.
  'a  b',
  'a   b',
  'JOHN SMITH',
  'McDonald',
  'Doe, Jane',
  // Texts that have a form of their own.
  'New York',
  'SW1A 1AA',
  '98101-1234',
  '100-0001',
  'Jane.Doe+x@Mail.Example.COM',
  'jane.doe@gmail.com',
  '+1 (206) 555-0100',
  '00442079460958',
  'http://example.com',
  'http://example.com:80',
  'http://example.com:80/',
  'https://example.com:443/a',
  'https://Example.COM/A/b',
  'https://www.example.com/a/../b//c/.',
  'http://example.com/%7Ea%2f%41?b=2&a=1&a=&c',
];

/** Each text, and the name of each member, in every member that has to accept it; then some of them in one text. */
export function hazardousTexts(shape: StructureShape, base: JsonObject): Variant<JsonObject>[] {
  const texts = [...HAZARDS, ...Object.keys(shape.members)];
  const starts = texts.flatMap((_, at) => (at % TOGETHER === 0 ? [at] : []));
  return [
    ...texts.map((text) => placed(text, shape, base, () => text)),
    ...starts.map((from) =>
      placed(`among others: ${texts[from]}`, shape, base, (limit) => among(texts.slice(from), limit)),
    ),
  ];
}

/** How many texts further the next variant of several texts begins: as many as fit into most members. */
const TOGETHER = 4;

/** As many of the texts as fit, with other text round them. */
function among(texts: readonly string[], limit: number): string {
  let text = 'a';
  for (const next of texts) {
    if (text.length + next.length + 3 > limit) break;
    text += ` ${next}`;
  }
  return `${text} z`;
}

/** Each printable character, as the first, the last and one within, and each length that open text may have. */
export function everyCharacterAndLength(shape: StructureShape, base: JsonObject): Variant<JsonObject>[] {
  return PRINTABLE_ASCII.filter((character) => character !== ' ').map((character, index) =>
    placed(`${character} at ${index + 1}`, shape, base, (limit) => {
      const length = (index % limit) + 1;
      return Array.from({ length }, (_, at) =>
        at % 3 === 0 || at === length - 1 ? character : FILLING[at % FILLING.length],
      ).join('');
    }),
  );
}

const FILLING = ['a', 'b', ' ', 'c', 'd'];

/** Letters of other scripts: composed and decomposed, with other forms of case, width and compatibility. */
const LETTERS = [
  '\u00e9',
  'e\u0301',
  '\u212b',
  'A\u030a',
  '\ufb01',
  '\u00df',
  '\u0130',
  '\u0131',
  '\u03c2',
  '\u1e9e',
  '\u0416',
  '\u05d0',
  '\u0627',
  '\u0939\u093f',
  '\u0e17',
  '\u6771',
  '\uff21',
  '\u304c',
  '\u304b\u3099',
  '\ud55c',
  '\u1112\u1161\u11ab',
  'q\u0307\u0323',
];

/** Words, whose letters have an order, a direction and other letters beside them. */
const FOREIGN_WORDS = [
  'Z\u00fcrich',
  'Stra\u00dfe',
  '\u0130stanbul',
  'Citroe\u0308n',
  '\u0391\u03b8\u03ae\u03bd\u03b1',
  '\u041c\u043e\u0441\u043a\u0432\u0430',
  '\u05e9\u05dc\u05d5\u05dd',
  '\u0645\u0631\u062d\u0628\u0627',
  '\u0928\u092e\u0938\u094d\u0924\u0947',
  '\u5317\u4eac',
  '\u6771\u4eac\u90fd',
  '\uc11c\uc6b8',
  'Levi \u05dc\u05d5\u05d9',
];

/** Each word, and each letter alone, within a word, and as often as the longest text holds it. */
export function otherScripts(shape: StructureShape, base: JsonObject): Variant<JsonObject>[] {
  const words = FOREIGN_WORDS.map((word) => placed(word, shape, base, () => word, 'should'));
  const letters = LETTERS.flatMap((letter) => [
    placed(`${letter} alone`, shape, base, () => letter, 'should'),
    placed(`${letter} in a word`, shape, base, () => `a${letter}z`, 'should'),
    placed(
      `${letter} up to the limit`,
      shape,
      base,
      (limit) => letter.repeat(Math.floor(limit / Array.from(letter).length)),
      'should',
    ),
  ]);
  return [...words, ...letters];
}

function placed(
  label: string,
  shape: StructureShape,
  base: JsonObject,
  textFor: (limit: number) => string,
  accept: 'must' | 'should' = 'must',
): Variant<JsonObject> {
  const texts = Object.entries(shape.members).flatMap(([name, { shape: own }]) => {
    if (own.kind !== 'string' || own.enum || own.format !== null) return [];
    const text = textFor(own.maxLength ?? 1);
    const found = [text, ...substituted(base[name], text)].find((one) => judgeText(own, one) === accept);
    return found === undefined ? [] : [[name, found]];
  });
  return { label, arbitrary: fc.constant({ ...base, ...Object.fromEntries(texts) }) };
}

/** A valid value with its characters replaced, one at a time, by the first of a text: for what has a form. */
function substituted(value: Json | undefined, text: string): string[] {
  if (typeof value !== 'string') return [];
  const [character = ''] = text;
  return Array.from(value, (_, at) => value.slice(0, at) + character + value.slice(at + 1));
}
