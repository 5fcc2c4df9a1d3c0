import { describe, expect, test } from 'vitest';
import { EDITIONS } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import { catalogue } from '../suites/registry.ts';
import { deriveMutants } from './derive.ts';

const [guide, current] = EDITIONS.map((edition) => deriveMutants(loadContract(edition)).mutants);

test('what follows from the first edition follows from the later one too', () => {
  const ids = new Set(current?.map(({ id }) => id));
  expect(guide?.filter(({ id }) => !ids.has(id))).toEqual([]);
});

describe.each(EDITIONS)('edition %s', (edition) => {
  const contract = loadContract(edition);
  const { mutants, unmade } = deriveMutants(contract);

  test('hundreds of faults follow from the contract, each under an id of its own', () => {
    const ids = [...mutants, ...unmade].map(({ id }) => id);
    expect(mutants.length).toBeGreaterThan(700);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('each changes the contract at one place, or parts of the service, or both for one member', () => {
    for (const { id, options, compose } of mutants) {
      const places = options?.contract ? differences(contract, options.contract) : [];
      expect({ id, places: places.length, composed: compose !== undefined }).toEqual({
        id,
        places: compose && places.length === 0 ? 0 : 1,
        composed: compose !== undefined,
      });
    }
  });

  test('the contract itself stays as it was', () => {
    const before = JSON.stringify(contract);
    deriveMutants(contract);
    expect(JSON.stringify(contract)).toBe(before);
  });

  test('every rule that a mutant names exists', () => {
    const known = new Set(catalogue(contract).map(({ id }) => id));
    expect(mutants.filter(({ rule }) => !known.has(rule)).map(({ id, rule }) => ({ id, rule }))).toEqual([]);
  });

  test('every obligation that can be seen and broken has a mutant', () => {
    const named = new Set(mutants.map(({ rule }) => rule));
    const bare = obligationsOf(contract).filter(
      ({ id, level, unobservable }) => level !== 'contested' && unobservable === undefined && !named.has(id),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('what is not made has one of a few reasons', () => {
    expect([...new Set(unmade.map(({ reason }) => reason))].toSorted()).toEqual(
      [
        'every accepted value is a name that the target knows, and no such name has this length',
        'answered only by a service that enforces quotas',
        'no request makes a working service fail',
        'several statuses and names are right: the written mutants refuse signatures wrongly',
        'the operations’ own errors are answered in its place',
        'the pattern lets the same texts through as before',
        'the status is the part that refuses to choose: the contract only allows it',
        'whether a text of this length is accepted is contested',
        'whether a value in another case is accepted is contested',
        'whether such a text is accepted is contested',
        ...(edition === 'guide-2024' ? [] : LATER),
      ].toSorted(),
    );
  });
});

/** Why a fault of a later operation is not made. */
const LATER = [
  'a call that names no account is refused as invalid',
  'only the password that was sent is accepted',
];

/** The shapes, members or lists in which two contracts differ, by where they stand. */
function differences(one: unknown, other: unknown, place = ''): string[] {
  if (Object.is(one, other)) return [];
  if (!isHolder(one) || !isHolder(other)) return [place];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const inner = [...keys].filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
  // A shape's own constraints are one place; so is a set of members, or a list.
  if ('kind' in one || Array.isArray(one) || inner.some((key) => !(key in one) || !(key in other)))
    return inner.length === 1 && inner[0] === 'members'
      ? differences(one['members'], other['members'], `${place}/members`)
      : inner.length === 1 && inner[0] === 'member'
        ? differences(one['member'], other['member'], `${place}/member`)
        : inner.length === 0
          ? []
          : [place];
  return inner.flatMap((key) => differences(one[key], other[key], `${place}/${key}`));
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
