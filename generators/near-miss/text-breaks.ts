import * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { enumBreaks } from './enum-breaks.ts';
import { scalarLength, textFaults } from '../values/judge-text.ts';
import { patternBreaks } from './pattern-breaks.ts';
import type { Change, ValueBreak } from './value-break.ts';
import { acceptedLengths, acceptedText, acceptedTextOfLength, type ValueOptions } from '../values/values.ts';

const FARTHEST = 10_000;

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
