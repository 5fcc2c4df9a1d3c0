import type { Shape, StringShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { patternOf } from '../values/judge-text.ts';
import { PRINTABLE_ASCII } from '../text/pattern-grammar.ts';
import { textParts } from '../text/covering-texts.ts';

/** A changed value, named for people. */
export interface SweptValue {
  readonly label: string;
  readonly value: Json;
}

/** How many places of a text are tried. */
const PLACES = 64;
/** What lenient readers take for a digit, a letter, a blank or for nothing. */
const LOOK_ALIKES = Array.from(
  '\u0000\t\n\r\u007f\u00a0\u00ad\u00b2\u00bd\u00e9\u0301\u0430\u0664\u06f4\u0967\u200b' +
    '\u2028\u2070\u2163\u2460\u3000\u56db\ufeff\uff0b\uff14\uff21\u{1d7d2}\u{1f600}',
);

/** How far lengths beyond a bound go in single steps. */
const STEPS = 10;
/** Sizes of columns and buffers. */
const USUAL_SIZES = [64, 100, 128, 255, 256, 257, 500, 512, 1000, 1024, 2048, 4096];

/**
 * Every value of a small family that may break one constraint, made from a valid one; which of them do is to be
 * judged on the result. Faults that show for one character, one word or one length are found by no sample.
 */
export function sweptValues(
  shape: Shape,
  constraint: string,
  valid: Json | undefined,
): readonly SweptValue[] {
  if (shape.kind !== 'string' || typeof valid !== 'string') return [];
  switch (constraint) {
    case 'pattern':
      return shape.pattern === null
        ? []
        : textsBeside(valid, patternOf(shape.pattern)).filter(({ value }) => !isPadded(shape, value));
    case 'enum':
      return wordsBeside(shape.enum ?? []);
    case 'max-length':
      return lengthsBeyond(shape.maxLength ?? 0, valid);
    default:
      return [];
  }
}

/** Each character that does not belong into a part of the text or outside it, each part left out and doubled, and the text cut. */
function textsBeside(valid: string, pattern: RegExp): SweptValue[] {
  const characters = Array.from(valid);
  const isValid = (text: string) => pattern.test(text);
  const parts = textParts(characters, isValid, PLACES);
  const replaced = parts.flatMap(({ allowed, places }) =>
    [...PRINTABLE_ASCII, ...LOOK_ALIKES]
      .filter((character) => !allowed.has(character))
      .map((character, turn) => characters.with(places[turn % places.length] ?? 0, character)),
  );
  const partOf = new Map(parts.flatMap((part) => part.places.map((at) => [at, part])));
  const without = parts.map((part) => characters.filter((_, at) => partOf.get(at) !== part));
  const single = parts.map(({ places: [first = 0] }) => [
    ...characters.slice(0, first + 1),
    ...characters.slice(first),
  ]);
  const cut = [1, 2, 3].flatMap((length) => [
    characters.slice(0, length),
    characters.slice(0, -length),
    characters.slice(length),
    characters.slice(-length),
  ]);
  const outside = [...PRINTABLE_ASCII, ...LOOK_ALIKES].flatMap((character) => [
    [character, ...characters],
    [...characters, character],
  ]);
  const texts = [...replaced, ...outside, ...without, ...single, ...cut].map((text) => text.join(''));
  return [...new Set(texts)]
    .filter((text) => !isValid(text))
    .map((value) => ({ label: JSON.stringify(value), value }));
}

/** Whether outer white space is all that is wrong, where the contract leaves open what becomes of it. */
export function isPadded(shape: StringShape, value: Json): boolean {
  if (typeof value !== 'string' || !shape.zones.some(({ ruling }) => ruling === OUTER)) return false;
  const bare = value.trim();
  return bare !== value && shape.pattern !== null && patternOf(shape.pattern).test(bare);
}

const OUTER = 'outer-white-space';

/** Every word of an enum with each usual slip of a reader that compares too loosely. */
function wordsBeside(words: readonly string[]): SweptValue[] {
  return words
    .flatMap((word) => [...around(word), ...inPart(word), ...joined(word, words)])
    .map((value) => ({ label: JSON.stringify(value), value }));
}

function around(word: string): string[] {
  return [
    ` ${word}`,
    `${word} `,
    `\t${word}`,
    `${word}\n`,
    `${word}\u0000`,
    `"${word}"`,
    `X${word}`,
    `${word}S`,
  ];
}

function inPart(word: string): string[] {
  const parts = [word.slice(0, -1), word.slice(1), word.slice(0, 1)];
  return [...parts, word.replace('_', ''), word.replace('_', '-'), word.replace('_', ' ')];
}

function joined(word: string, words: readonly string[]): string[] {
  const others = words.filter((other) => other !== word);
  return [`${word}${word}`, ...others.flatMap((other) => [`${word},${other}`, `${word}|${other}`])];
}

function lengthsBeyond(maximum: number, valid: string): SweptValue[] {
  const lengths = [
    ...Array.from({ length: STEPS }, (_, step) => maximum + 1 + step),
    ...USUAL_SIZES.filter((size) => size > maximum + STEPS),
  ];
  const characters = Array.from(valid);
  return lengths.map((length) => ({
    label: `${length} characters`,
    value: [
      ...characters.slice(0, -1),
      ...Array.from({ length: length - characters.length + 1 }, () => characters.at(-1) ?? 'a'),
    ].join(''),
  }));
}
