import * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { acceptedTexts, finiteTexts } from '../text/accepted-texts.ts';
import { judgeText, scalarLength } from './judge-text.ts';
import { plausibleMembers, plausibleTexts } from '../text/plausible-texts.ts';
import { textArbitrary } from '../text/text-arbitrary.ts';

/** `plausible`: only what a service that checks more than the contract's form has to accept. */
export interface ValueOptions {
  readonly values: 'any' | 'plausible';
}

type Known = WeakMap<StringShape, Map<string, fc.Arbitrary<string>>>;
const known: Known = new WeakMap();

/**
 * Texts of a shape whose acceptance is a must: in no zone, printable ASCII, often at a bound or beside it.
 * Shrinks stay accepted and go towards short and simple.
 */
export function acceptedText(shape: StringShape, options: ValueOptions): fc.Arbitrary<string> {
  return memoized(shape, options.values, () => build(shape, options));
}

/** The same with exactly this length, in scalar values, one of {@link acceptedLengths}. */
export function acceptedTextOfLength(
  shape: StringShape,
  length: number,
  options: ValueOptions,
): fc.Arbitrary<string> {
  return memoized(shape, `${options.values} ${length}`, () => build(shape, options, length));
}

/** Whether a text of these options can be this long: a bound of the form may be one that no plausible text reaches. */
export function reachesLength(shape: StringShape, length: number, { values }: ValueOptions): boolean {
  const plausible = values === 'plausible' && !finiteTexts(shape) ? plausibleTexts(shape) : null;
  return plausible?.reaches(length) ?? true;
}

/** The lengths at which a text's acceptance is a must, in scalar values, ascending. */
export function acceptedLengths(shape: StringShape): readonly number[] {
  const finite = finiteTexts(shape);
  return finite
    ? [...new Set(finite.map(scalarLength))].toSorted((a, b) => a - b)
    : acceptedTexts(shape).lengths;
}

function build(shape: StringShape, { values }: ValueOptions, length?: number): fc.Arbitrary<string> {
  const finite = finiteTexts(shape);
  if (finite) {
    const placed = values === 'plausible' ? plausibleMembers(shape.name) : [];
    const chosen = placed.length > 0 ? finite.filter((text) => placed.includes(text)) : finite;
    return fc.constantFrom(...chosen.filter((text) => length === undefined || scalarLength(text) === length));
  }
  const plausible = values === 'plausible' ? plausibleTexts(shape) : null;
  const texts = plausible ?? acceptedTexts(shape);
  // Where none is as long, any text of the form stands in.
  const isFree = plausible === null || (length !== undefined && !plausible.reaches(length));
  return textArbitrary({
    draw: (random) => texts.draw(random, length),
    belongs: (text) =>
      (length === undefined || scalarLength(text) === length) &&
      judgeText(shape, text) === 'must' &&
      (isFree || plausible.belongs(text)),
  });
}

function memoized(shape: StringShape, key: string, make: () => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const made = known.get(shape) ?? new Map<string, fc.Arbitrary<string>>();
  known.set(shape, made);
  const arbitrary = made.get(key) ?? make();
  made.set(key, arbitrary);
  return arbitrary;
}
