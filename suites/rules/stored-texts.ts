import fc from 'fast-check';
import { judgeText } from '../../generators/judge-text.ts';
import { PRINTABLE_ASCII } from '../../generators/pattern-grammar.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Variant } from '../properties.ts';

/** Texts that some languages, formats or templates read as something else than text. */
const HAZARDS = [
  'null',
  'undefined',
  'None',
  'true',
  'NaN',
  '0',
  '007',
  '01234',
  '1e5',
  '-0',
  '0x1F',
  '1.50',
  '1,000',
  '&amp;',
  '&#39;',
  '<b>x</b>',
  '<!--',
  '%41',
  '%',
  '100%',
  'a+b',
  '\\u0041',
  '\\n',
  '\\\\',
  'a\\',
  '${x}',
  '{{x}}',
  '%s',
  '--',
  "O'Brien",
  "''",
  '""',
  '[]',
  '{}',
  '[1]',
  '{"a":1}',
  '2020-01-01',
  '=1+1',
  '@x',
  '#x',
  '*',
  'a;b',
  'a,b',
  'a|b',
  '../..',
  'C:\\x',
  'N/A',
  'a  b',
  'a   b',
  '$1',
  '$&',
];

/** Each text in every member of a structure that has to accept it, one variant per text. */
export function hazardousTexts(shape: StructureShape, base: JsonObject): Variant<JsonObject>[] {
  return HAZARDS.map((text) => placed(text, shape, base, () => text));
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

/** Each letter alone, within a word, and as often as the longest text holds it. */
export function otherScripts(shape: StructureShape, base: JsonObject): Variant<JsonObject>[] {
  return LETTERS.flatMap((letter) => [
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
