import { describe, expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import { allRules } from './registry.ts';
import { suiteOf } from '../harness/rule.ts';
import { EVERYTHING, selectRules, UnknownName, type Selection } from './select.ts';

const contract = loadContract();
const select = (given: Partial<Selection> = {}) => selectRules(contract, { ...EVERYTHING, ...given });
const idsOf = (given: Partial<Selection> = {}) => select(given).rules.map(({ id }) => id);
const all = allRules(contract);
const invariants = INVARIANTS.map(({ id }) => id);

test('without a selection it is everything', () => {
  const { rules, reported } = select();
  expect(rules).toHaveLength(all.length);
  expect([...reported].toSorted()).toEqual([...all.map(({ id }) => id), ...invariants].toSorted());
});

test('a suite selects its rules and its invariants', () => {
  const { rules, reported } = select({ suites: ['errors'] });
  expect(rules.length).toBeGreaterThan(3);
  expect(new Set(rules.map(({ id }) => suiteOf(id)))).toEqual(new Set(['errors']));
  expect(reported).toContain('errors/documented');
  expect(reported).not.toContain('wire/request-id');
});

test('a pattern stands for any text, and only * is one', () => {
  const chosen = idsOf({ rules: ['validation/PutAlternateContact/*/refuses'] });
  expect(chosen).toEqual(
    all.map(({ id }) => id).filter((id) => /^validation\/PutAlternateContact\/.*\/refuses$/.test(id)),
  );
  expect(chosen.length).toBeGreaterThan(10);
  expect(idsOf({ rules: ['*delete-twice'] })).toEqual(['contacts/delete-twice']);
  expect(() => idsOf({ rules: ['contacts.delete-twice*'] })).toThrow(UnknownName);
});

test('a rule is selected by its id, whole', () => {
  expect(idsOf({ rules: ['contacts/delete-twice'] })).toEqual(['contacts/delete-twice']);
  expect(() => idsOf({ rules: ['contacts/delete-twic'] })).toThrow(UnknownName);
});

test('an invariant alone has all rules run, and is reported alone', () => {
  const { rules, reported } = select({ rules: ['wire/request-id'] });
  expect(rules).toHaveLength(all.length);
  expect([...reported]).toEqual(['wire/request-id']);
});

test('an operation selects the rules that send it', () => {
  const { rules } = select({ operations: ['ListRegions'] });
  expect(rules.length).toBeGreaterThan(5);
  expect(rules.every(({ operations }) => operations.includes('ListRegions'))).toBe(true);
});

test('suite, rule and operation narrow each other', () => {
  expect(idsOf({ suites: ['errors'], rules: ['errors/implemented/*'], operations: ['ListRegions'] })).toEqual(
    ['errors/implemented/ListRegions'],
  );
  expect(idsOf({ suites: ['errors'], rules: ['contacts/delete-twice'] })).toEqual([]);
});

test('what is excluded neither runs nor is reported, and is told with what excluded it', () => {
  const { rules, reported, excluded } = select({
    suites: ['contacts', 'errors', 'listing'],
    exclude: ['listing', 'contacts/delete*', 'errors/documented', 'contacts/delete-twice'],
  });
  const by = new Map(excluded.map((one) => [one.stated.id, one.by]));
  expect(by.get('contacts/delete-twice')).toBe('contacts/delete*');
  expect(by.get('errors/documented')).toBe('errors/documented');
  expect([...by.values()].filter((name) => name === 'listing')).toHaveLength(
    all.filter(({ id }) => suiteOf(id) === 'listing').length,
  );
  expect(new Set(rules.map(({ id }) => suiteOf(id)))).toEqual(new Set(['contacts', 'errors']));
  for (const id of by.keys()) {
    expect(reported).not.toContain(id);
    expect(rules.map((rule) => rule.id)).not.toContain(id);
  }
  const chosen = all.filter(({ id }) => ['contacts', 'errors', 'listing'].includes(suiteOf(id)));
  expect(rules.length + excluded.length).toBe(chosen.length + 1);
});

test('only what was asked for is told as excluded, and by one shard each', () => {
  expect(select({ suites: ['contacts'], exclude: ['listing'] }).excluded).toEqual([]);
  const { excluded } = select({ operations: ['ListRegions'], exclude: ['listing', 'contacts'] });
  expect(new Set(excluded.map(({ by }) => by))).toEqual(new Set(['listing']));
  const shards = [1, 2, 3].flatMap((index) =>
    select({ exclude: ['wire'], shard: { index, count: 3 } }).excluded.map(({ stated }) => stated.id),
  );
  const wire = [...all.map(({ id }) => id), ...invariants].filter((id) => suiteOf(id) === 'wire');
  expect(shards.toSorted()).toEqual(wire.toSorted());
});

test('an exclusion may leave nothing, and may name what another edition alone has', () => {
  expect(idsOf({ rules: ['contacts/delete-twice'], exclude: ['contacts'] })).toEqual([]);
  const alone = allRules(loadContract('current')).find(({ id }) => !all.some((rule) => rule.id === id));
  expect(select({ exclude: [alone?.id ?? ''] }).excluded).toEqual([]);
});

describe.each([1, 2, 3, 4, 5])('in %i shards', (count) => {
  const shards = Array.from({ length: count }, (_, at) => select({ shard: { index: at + 1, count } }));

  test('every rule is in exactly one', () => {
    const ids = shards.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });

  test('each has a fair part and reports what it runs and all invariants', () => {
    for (const { rules, reported } of shards) {
      expect(rules.length).toBeGreaterThan(all.length / count / 2);
      expect([...reported].toSorted()).toEqual([...rules.map(({ id }) => id), ...invariants].toSorted());
    }
  });
});

test('an invariant alone is sharded by the rules that run', () => {
  const parts = [1, 2].map((index) => idsOf({ rules: ['wire/request-id'], shard: { index, count: 2 } }));
  expect(parts.flat().toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});

test.each([
  ['suite', { suites: ['contact'] }, 'contact'],
  ['rule', { rules: ['contacts/nothing'] }, 'contacts/nothing'],
  ['rule', { rules: ['contacts/delete-twice', 'nothing/*'] }, 'nothing/*'],
  ['operation', { operations: ['ListRegion'] }, 'ListRegion'],
  ['rule or suite', { exclude: ['contacts', 'contact'] }, 'contact'],
  ['rule or suite', { exclude: ['contacts/nothing*'] }, 'contacts/nothing*'],
])('an unknown %s is refused and named', (kind, given, named) => {
  expect(() => select(given)).toThrow(
    expect.objectContaining({ name: 'UnknownName', kind, given: named, known: expect.any(Array) }),
  );
});
