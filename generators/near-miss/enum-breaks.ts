import * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Change, ValueBreak } from './value-break.ts';

/** Shortest first: shrinks go there. */
const UNKNOWN = ['ALL', 'NONE', 'OTHER', 'UNKNOWN', 'DEFAULT', 'PRIMARY', 'PENDING'];

/** Ways that may leave an enum; whether a case variant does is for the shape's zones to say. */
export function enumBreaks(shape: StringShape, words: readonly string[]): readonly ValueBreak[] {
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

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
