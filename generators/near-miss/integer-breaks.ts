import * as fc from 'fast-check';
import type { IntegerShape } from '../../spec/contract.ts';
import type { Change, ValueBreak } from './value-break.ts';

/** Widths in which a careless service keeps numbers. */
const NARROW = [8, 16, 32];
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** One beyond a bound, and far beyond it, also such that what is left of the number in a few bits would be allowed. */
export function integerBreaks(shape: IntegerShape, constraint: string): readonly ValueBreak[] {
  const { minimum, maximum } = shape;
  const allowed = maximum ?? minimum ?? 0;
  if (constraint === 'minimum' && minimum !== null) {
    const wrapped = NARROW.map((bits) => ({ bits, number: allowed - 2 ** bits }));
    return beyond(minimum - 1, { min: INT32.min, max: minimum - 1 }, wrapped);
  }
  if (constraint === 'maximum' && maximum !== null) {
    const wrapped = NARROW.map((bits) => ({ bits, number: allowed + 2 ** bits }));
    return beyond(maximum + 1, { min: maximum + 1, max: INT32.max }, wrapped);
  }
  return [];
}

function beyond(
  next: number,
  range: { min: number; max: number },
  wrapped: readonly { readonly bits: number; readonly number: number }[],
): ValueBreak[] {
  const always = (label: string, values: fc.Arbitrary<number>): ValueBreak => ({
    label,
    arbitrary: values.map(
      (number): Change =>
        () =>
          number,
    ),
  });
  return [
    always('one beyond', fc.constant(next)),
    always('far beyond', fc.oneof(fc.integer(range), fc.constantFrom(range.min, range.max))),
    ...wrapped.map(({ bits, number }) => always(`beyond ${bits} bits`, fc.constant(number))),
  ];
}
