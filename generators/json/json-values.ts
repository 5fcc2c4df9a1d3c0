import * as fc from 'fast-check';
import {
  requiresMembers,
  textAnomaly,
  withRawMember,
  UNKNOWN_MEMBER,
  type JsonAnomaly,
} from './json-anomaly.ts';
import type { IntegerShape, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';

const BLANKS = [' ', '\n', '\r\n', '\t', '   \n  '];

/** Bodies that are not an object at all. */
export const roots: readonly JsonAnomaly[] = [
  textAnomaly('array-root', 'The body is a list', 'must', (valid) =>
    fc.constantFrom('[]', `[${JSON.stringify(valid)}]`, '[[]]', JSON.stringify(Object.entries(valid))),
  ),
  textAnomaly('string-root', 'The body is a string', 'must', (valid) =>
    fc.constantFrom('""', '"{}"', JSON.stringify(JSON.stringify(valid))),
  ),
  textAnomaly('number-root', 'The body is a number', 'must', () =>
    fc.constantFrom('0', '1', '-1', '1.5', '1e9'),
  ),
  textAnomaly('boolean-root', 'The body is true or false', 'must', () => fc.constantFrom('true', 'false')),
  textAnomaly('null-root', 'The body is null', 'must', () => fc.constant('null')),
  textAnomaly(
    'empty-body',
    'The body is empty where a member is required',
    'must',
    () => fc.constant(''),
    requiresMembers,
  ),
  textAnomaly(
    'empty-body-nothing-required',
    'The body is empty where nothing is required',
    'contested',
    () => fc.constant(''),
    (operation) => !requiresMembers(operation),
  ),
  textAnomaly(
    'blank-body',
    'The body is white space where a member is required',
    'must',
    () => fc.constantFrom(...BLANKS),
    requiresMembers,
  ),
  textAnomaly(
    'blank-body-nothing-required',
    'The body is white space where nothing is required',
    'contested',
    () => fc.constantFrom(...BLANKS),
    (operation) => !requiresMembers(operation),
  ),
];

/** How numbers can be written, for each integer member of the contract. */
export function numberForms(operations: readonly Operation[]): readonly JsonAnomaly[] {
  const integers = new Map<string, IntegerShape>();
  for (const { input } of operations) {
    for (const [name, { shape }] of Object.entries(input.members)) {
      if (shape.kind === 'integer') integers.set(name, shape);
    }
  }
  return [...integers].flatMap(([name, shape]) => formsOf(name, shape));
}

function formsOf(name: string, shape: IntegerShape): readonly JsonAnomaly[] {
  const usual = shape.minimum ?? 1;
  const form = (
    id: string,
    title: string,
    refused: JsonAnomaly['refused'],
    raws: readonly string[],
  ): JsonAnomaly =>
    textAnomaly(
      `number-${id}-${name}`,
      `${name} is written ${title}`,
      refused,
      (valid) => fc.constantFrom(...raws).map((raw) => withMember(valid, name, raw)),
      ({ input }) => input.members[name]?.shape === shape,
    );
  return [
    form('decimal', 'with a fraction of zero', 'contested', [`${usual}.0`, `${usual}.00000`]),
    form('exponent', 'with an exponent', 'contested', [`${usual}e0`, `${usual}E+0`, `${usual}0e-1`]),
    form('negative-zero', 'as negative zero', 'contested', ['-0', '-0.0']),
    form('fraction', 'with a fraction', 'must', [`${usual}.5`, `${usual}.000001`, '15e-1']),
    form('huge', 'beyond what doubles hold', 'must', [
      '9007199254740993',
      '18446744073709551617',
      '-9007199254740993',
      '1e308',
      '1e400',
      '-1e400',
      '9'.repeat(400),
    ]),
    form('tiny', 'next to zero', 'must', ['1e-400', '1e-308', '0.5']),
    form('no-number', 'as something other than a JSON number', 'must', [
      'NaN',
      'Infinity',
      '-Infinity',
      `0${usual}`,
      `+${usual}`,
      `${usual}.`,
      '.5',
      '0x1',
      '1_0',
      '1e',
      '--1',
      `${usual}n`,
    ]),
    form('quoted', 'as text', 'must', [`"${usual}"`, '""', '"NaN"', '"1.0"']),
  ];
}

function withMember(valid: JsonObject, name: string, raw: string): string {
  const { [name]: _, ...others } = valid;
  return withRawMember(others, name, raw);
}

const DEPTHS = [64, 500, 1000, 10_000, 50_000];
/** Characters, the smaller ones more often; the largest body stays near a megabyte. */
const SIZES = [10_000, 10_000, 10_000, 10_000, 30_000, 30_000, 100_000, 100_000, 1_000_000];

/** Bodies that are deep or large, within bounds that a test may send. */
export const sizes: readonly JsonAnomaly[] = [
  textAnomaly('deep-nesting', 'An unknown member is nested deeply', 'no-crash', (valid) =>
    fc
      .tuple(fc.constantFrom(...DEPTHS), fc.boolean())
      .map(([depth, lists]) =>
        withRawMember(
          valid,
          UNKNOWN_MEMBER,
          lists ? nested('[', '', ']', depth) : nested('{"a":', '1', '}', depth),
        ),
      ),
  ),
  textAnomaly('deep-root', 'The body is a deeply nested list', 'must', () =>
    fc.constantFrom(...DEPTHS).map((depth) => nested('[', '', ']', depth)),
  ),
  textAnomaly('unclosed-nesting', 'The body opens lists or objects and closes none', 'must', () =>
    fc
      .tuple(fc.constantFrom(...DEPTHS), fc.constantFrom('[', '{"a":'))
      .map(([depth, open]) => open.repeat(depth)),
  ),
  textAnomaly('huge-string', 'An unknown member holds a huge string', 'no-crash', (valid) =>
    fc.constantFrom(...SIZES).map((size) => withRawMember(valid, UNKNOWN_MEMBER, `"${'a'.repeat(size)}"`)),
  ),
  textAnomaly('huge-name', 'An unknown member has a huge name', 'no-crash', (valid) =>
    fc.constantFrom(...SIZES).map((size) => withRawMember(valid, 'a'.repeat(size), '1')),
  ),
  textAnomaly('huge-white-space', 'Much white space surrounds the object', 'no-crash', (valid) =>
    fc
      .tuple(fc.constantFrom(...SIZES), fc.constantFrom(' ', '\n', '\t'))
      .map(([size, blank]) => blank.repeat(size) + JSON.stringify(valid)),
  ),
];

function nested(open: string, inner: string, close: string, depth: number): string {
  return open.repeat(depth) + inner + close.repeat(depth);
}

const SPECIAL_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__type',
  '',
  ' ',
  '\u0000',
  '$ref',
  'Action',
];

/** Objects with other members than the contract's. */
export const members: readonly JsonAnomaly[] = [
  textAnomaly('unknown-member', 'A member that the contract does not know', 'no-crash', (valid) =>
    fc
      .tuple(
        fc.oneof(fc.constant(UNKNOWN_MEMBER), fc.constantFrom(...SPECIAL_NAMES)),
        fc.constantFrom('1', '"x"', 'null', '{}', '[]', '{"a":[1]}', 'true'),
      )
      .map(([name, raw]) => withRawMember(valid, name, raw)),
  ),
  textAnomaly(
    'many-unknown-members',
    'Hundreds of members that the contract does not know',
    'no-crash',
    (valid) =>
      fc.integer({ min: 100, max: 1000 }).map((count) =>
        JSON.stringify({
          ...valid,
          ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`${UNKNOWN_MEMBER}${at}`, at])),
        }),
      ),
  ),
  textAnomaly(
    'duplicate-key',
    'A member occurs twice, with the same or another value',
    'no-crash',
    (valid) => {
      const names = Object.keys(valid);
      const name = names.length > 0 ? fc.constantFrom(...names) : fc.constant(UNKNOWN_MEMBER);
      return fc.tuple(name, fc.constantFrom(null, '""', 'null', '[]', '{}', '1')).map(([twice, raw]) => {
        const own = JSON.stringify(valid[twice] ?? 1);
        const base = names.length > 0 ? valid : { [twice]: 1 };
        return withRawMember(base, twice, raw ?? own);
      });
    },
  ),
  textAnomaly(
    'member-name-case',
    'Member names are in another case',
    'contested',
    (valid) =>
      fc
        .constantFrom<(name: string) => string>(
          (name) => name.charAt(0).toLowerCase() + name.slice(1),
          (name) => name.toLowerCase(),
          (name) => name.toUpperCase(),
        )
        .map((change) =>
          JSON.stringify(
            Object.fromEntries(Object.entries(valid).map(([name, value]) => [change(name), value])),
          ),
        ),
    (operation) => Object.values(operation.input.members).length > 0,
  ),
];
