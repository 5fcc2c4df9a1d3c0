import * as fc from 'fast-check';
import type { Shape } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Change, ValueBreak } from './value-break.ts';

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
