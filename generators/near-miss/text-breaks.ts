import * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { scalarLength, textFaults } from '../values/judge-text.ts';
import type { Change, ValueBreak } from '../values/variant.ts';
import { acceptedLengths, acceptedText, acceptedTextOfLength, type ValueOptions } from '../values/values.ts';
import { PRINTABLE_ASCII, type Grammar } from '../text/pattern-grammar.ts';
import { wholeGrammar } from '../text/text-form.ts';

const FARTHEST = 10_000;
const ARABIC_INDIC_ZERO = 0x0660;
const TO_FULL_WIDTH = 0xfee0;

/** Every way to break one constraint of a text; `words` are enum values of the whole contract. */
export function textBreaks(
  shape: StringShape,
  constraint: string,
  words: readonly string[],
  options: ValueOptions,
): readonly ValueBreak[] {
  switch (constraint) {
    case 'min-length':
      return shorter(shape, shape.minLength ?? 0, options);
    case 'max-length':
      return longer(shape, shape.maxLength ?? 0, options);
    case 'pattern':
      return patternBreaks(shape, options);
    case 'enum':
      return enumBreaks(shape, words);
    default:
      return [];
  }
}

function shorter(shape: StringShape, minimum: number, options: ValueOptions): ValueBreak[] {
  const empty: ValueBreak = { label: 'empty', arbitrary: fc.constant(() => '') };
  if (minimum < 2) return minimum === 0 ? [] : [empty];
  const cut = acceptedText(shape, options).map(
    (own): Change =>
      (value) =>
        Array.from(textOr(value, own))
          .slice(0, minimum - 1)
          .join(''),
  );
  return [empty, { label: 'one character too short', arbitrary: cut }];
}

function longer(shape: StringShape, maximum: number, options: ValueOptions): ValueBreak[] {
  const longest = acceptedLengths(shape).at(-1) ?? 0;
  const texts = acceptedTextOfLength(shape, longest, options);
  const to = (length: number): fc.Arbitrary<Change> =>
    fc.tuple(texts, fc.nat(255)).map(
      ([own, from]): Change =>
        (value) =>
          // A known region's name stays recognizable; other texts are long of themselves.
          stretched(shape, shape.format === 'region-name' ? textOr(value, own) : own, length, from),
    );
  const far = Math.min(FARTHEST, maximum * 10 + 100);
  return [
    { label: 'one character too long', arbitrary: to(maximum + 1) },
    { label: 'twice as long', arbitrary: to(maximum * 2) },
    { label: 'much too long', arbitrary: to(far) },
  ];
}

/** The text with one character repeated, so that its length is all that is wrong with it. */
function stretched(shape: StringShape, text: string, length: number, from: number): string {
  const characters = Array.from(text);
  const missing = Math.max(0, length - characters.length);
  for (const shift of characters.keys()) {
    const at = (from + shift) % characters.length;
    const filling = (characters[at] ?? '').repeat(missing);
    const long = [...characters.slice(0, at), filling, ...characters.slice(at)].join('');
    if (textFaults(shape, long).every((fault) => fault === 'max-length') && scalarLength(long) === length)
      return long;
  }
  return text.padEnd(length, 'a');
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** Shortest first: shrinks go there. */
const UNKNOWN = ['ALL', 'NONE', 'OTHER', 'UNKNOWN', 'DEFAULT', 'PRIMARY', 'PENDING'];

/** Ways that may leave an enum; whether a case variant does is for the shape's zones to say. */
function enumBreaks(shape: StringShape, words: readonly string[]): readonly ValueBreak[] {
  const known = shape.enum ?? [];
  const elsewhere = words
    .filter((word) => !known.includes(word))
    .toSorted((one, other) => one.length - other.length);
  const random = fc.stringMatching(/^[A-Z]{3,12}$/u);
  const changed = (label: string, change: (word: string) => string): ValueBreak => ({
    label,
    arbitrary: fc.constantFrom(...known).map(
      (own): Change =>
        (value) =>
          change(textOr(value, own)),
    ),
  });
  const other = (label: string, texts: fc.Arbitrary<string>): ValueBreak => ({
    label,
    arbitrary: texts.map(
      (text): Change =>
        () =>
          text,
    ),
  });
  return [
    other('an unknown word', fc.oneof(fc.constantFrom(...UNKNOWN), random)),
    ...(elsewhere.length > 0 ? [other('a value of another enum', fc.constantFrom(...elsewhere))] : []),
    changed('a blank before', (word) => ` ${word}`),
    changed('a blank after', (word) => `${word} `),
    changed('its beginning only', (word) => word.slice(0, -1)),
    changed('a character more', (word) => `${word}S`),
    changed('two values', (word) => `${word},${known.find((value) => value !== word) ?? word}`),
    changed('lower case', (word) => word.toLowerCase()),
    other('empty', fc.constant('')),
  ];
}

/** Ways that may break a pattern; some do not break every pattern, which is to be judged on the result. */
function patternBreaks(shape: StringShape, options: ValueOptions): readonly ValueBreak[] {
  const grammar = wholeGrammar(shape, []);
  const used = new Set(grammar ? alphabetOf(grammar) : []);
  const foreign = PRINTABLE_ASCII.filter((character) => !used.has(character) && character !== ' ');
  const texts = acceptedText(shape, options);
  const changed = (label: string, change: (characters: string[], foreign: string) => string): ValueBreak => ({
    label,
    arbitrary: fc.tuple(texts, fc.constantFrom(...(foreign.length > 0 ? foreign : ['\u00e9']))).map(
      ([own, character]): Change =>
        (value) =>
          change(Array.from(typeof value === 'string' ? value : own), character),
    ),
  });
  const literals = grammar?.kind === 'sequence' ? grammar.parts.flatMap(literalOf) : [];
  return [
    changed('a foreign character at the start', (text, other) => withCharacter(text, 0, other)),
    changed('a foreign character in the middle', (text, other) => withCharacter(text, middle(text), other)),
    changed('a foreign character at the end', (text, other) => withCharacter(text, text.length - 1, other)),
    changed('an Arabic-Indic digit', (text) =>
      withCharacter(text, digitOf(text), arabicIndic(text[digitOf(text)])),
    ),
    changed('a full-width character', (text) =>
      withCharacter(text, visible(text), fullWidth(text[visible(text)])),
    ),
    changed('a line break at the end', (text) => `${text.join('')}\n`),
    changed('one character less', (text) => text.slice(0, -1).join('')),
    changed('one character more', (text) => text.join('') + (text.at(-1) ?? '')),
    changed('empty', () => ''),
    ...literals.flatMap((literal) => [
      changed(`without "${literal}"`, (text) => text.join('').replaceAll(literal, '')),
      changed(`"${literal}" doubled`, (text) => text.join('').replace(literal, literal + literal)),
    ]),
  ];
}

function alphabetOf(grammar: Grammar): readonly string[] {
  switch (grammar.kind) {
    case 'characters':
      return grammar.alphabet;
    case 'repeat':
      return alphabetOf(grammar.part);
    case 'sequence':
      return grammar.parts.flatMap(alphabetOf);
    case 'choice':
      return grammar.options.flatMap(alphabetOf);
  }
}

function literalOf(grammar: Grammar): readonly string[] {
  return grammar.kind === 'characters' && grammar.alphabet.length === 1 ? grammar.alphabet : [];
}

function withCharacter(text: readonly string[], at: number, character: string): string {
  return text.map((old, index) => (index === at ? character : old)).join('');
}

function middle(text: readonly string[]): number {
  return Math.floor(text.length / 2);
}

function digitOf(text: readonly string[]): number {
  const at = text.findIndex((character) => /[0-9]/u.test(character));
  return at === -1 ? middle(text) : at;
}

function visible(text: readonly string[]): number {
  const at = middle(text);
  return text[at] === ' ' ? 0 : at;
}

function arabicIndic(character: string | undefined): string {
  return String.fromCharCode(ARABIC_INDIC_ZERO + (Number(character) || 0));
}

function fullWidth(character: string | undefined): string {
  return String.fromCharCode((character ?? '0').charCodeAt(0) + TO_FULL_WIDTH);
}
