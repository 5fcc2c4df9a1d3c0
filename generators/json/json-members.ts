import * as fc from 'fast-check';
import { textAnomaly, UNKNOWN_MEMBER, withRawMember, type JsonAnomaly } from './json-anomaly.ts';

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
