import * as fc from 'fast-check';
import type { Shape, IntegerShape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Change, ValueBreak } from '../values/variant.ts';

const whole = fc.integer({ min: 0, max: 1000 });

/** A value of each JSON type that a shape is not; null only where `nullToo`, since null often means absent. */
export function typeBreaks(shape: Shape, nullToo: boolean): readonly ValueBreak[] {
  const breaks = { string: ofString, integer: ofInteger, list: ofList, structure: ofStructure }[shape.kind]();
  return nullToo ? [...breaks, always('null', null)] : breaks;
}

function ofString(): ValueBreak[] {
  return [
    {
      label: 'a number',
      arbitrary: whole.map(
        (number): Change =>
          (value) =>
            isDigits(value) ? Number(value) : number,
      ),
    },
    ...falsy('string'),
    always('true', true),
    { label: 'a list with the text', arbitrary: fc.constant((value) => [value ?? '']) },
    { label: 'an empty list', arbitrary: fc.constant(() => []) },
    always('an empty object', {}),
    { label: 'an object with the text', arbitrary: fc.constant((value) => ({ value: value ?? '' })) },
  ];
}

function ofInteger(): ValueBreak[] {
  return [
    {
      label: 'the number as text',
      arbitrary: whole.map(
        (number): Change =>
          (value) =>
            JSON.stringify(value ?? number),
      ),
    },
    {
      label: 'a fraction',
      arbitrary: fc.integer({ min: 1, max: 9 }).map(
        (tenths): Change =>
          (value) =>
            Number(value ?? 1) + tenths / 10,
      ),
    },
    ...falsy('number'),
    always('true', true),
    { label: 'a list with the number', arbitrary: fc.constant((value) => [value ?? 1]) },
    { label: 'an object', arbitrary: fc.constant(() => ({})) },
  ];
}

function ofList(): ValueBreak[] {
  return [
    { label: 'one element without its list', arbitrary: fc.constant(firstOf) },
    ...falsy('list'),
    always('an empty object', {}),
    { label: 'an object with an element', arbitrary: fc.constant((value) => ({ '0': firstOf(value) })) },
    {
      label: 'a number',
      arbitrary: whole.map(
        (number): Change =>
          () =>
            number,
      ),
    },
    always('true', true),
  ];
}

function ofStructure(): ValueBreak[] {
  return [
    ...falsy('structure'),
    { label: 'its JSON as a string', arbitrary: fc.constant((value) => JSON.stringify(value ?? {})) },
    { label: 'a list with the object', arbitrary: fc.constant((value) => [value ?? {}]) },
    { label: 'an empty list', arbitrary: fc.constant(() => []) },
    {
      label: 'a number',
      arbitrary: whole.map(
        (number): Change =>
          () =>
            number,
      ),
    },
    always('true', true),
  ];
}

function firstOf(value: Json | undefined): Json {
  return Array.isArray(value) ? ((value[0] as Json | undefined) ?? '') : '';
}

function isDigits(value: Json | undefined): boolean {
  return typeof value === 'string' && /^[1-9][0-9]*$/u.test(value);
}

/** What a check for truth takes for absent, but for a value of the right type. */
function falsy(type: 'string' | 'number' | 'list' | 'structure'): ValueBreak[] {
  return [
    always('false', false),
    ...(type === 'number' ? [] : [always('zero', 0)]),
    ...(type === 'string' ? [] : [always('an empty string', '')]),
  ];
}

function always(label: string, value: Json): ValueBreak {
  return { label, arbitrary: fc.constant(() => value) };
}

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
  const outside = (label: string, values: fc.Arbitrary<number>): ValueBreak => ({
    label,
    arbitrary: values.map(
      (number): Change =>
        () =>
          number,
    ),
  });
  return [
    outside('one beyond', fc.constant(next)),
    outside('far beyond', fc.oneof(fc.integer(range), fc.constantFrom(range.min, range.max))),
    ...wrapped.map(({ bits, number }) => outside(`beyond ${bits} bits`, fc.constant(number))),
  ];
}
