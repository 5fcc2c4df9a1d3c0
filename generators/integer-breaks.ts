import * as fc from 'fast-check';
import type { IntegerShape } from '../spec/contract.ts';
import type { Change, ValueBreak } from './value-break.ts';

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** One beyond a bound, and far beyond it, also beyond 32 bits. */
export function integerBreaks(shape: IntegerShape, constraint: string): readonly ValueBreak[] {
  if (constraint === 'minimum' && shape.minimum !== null) {
    return beyond(shape.minimum - 1, { min: INT32.min, max: shape.minimum - 1 }, -(2 ** 40));
  }
  if (constraint === 'maximum' && shape.maximum !== null) {
    return beyond(shape.maximum + 1, { min: shape.maximum + 1, max: INT32.max }, 2 ** 40);
  }
  return [];
}

function beyond(next: number, range: { min: number; max: number }, huge: number): ValueBreak[] {
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
    always('beyond 32 bits', fc.constant(huge)),
  ];
}
