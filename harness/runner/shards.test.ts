import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { embeddedTarget } from '../../targets/config/presets.ts';
import type { Rule } from '../rule.ts';
import { deriveSeed } from '../seed.ts';
import { leasesOf } from './leases.ts';
import { partOf, TooManyShards } from './shards.ts';
import { tierOf } from './tier.ts';

const contract = loadContract();
const target = { ...embeddedTarget(new URL('http://127.0.0.1:1')), loopback: false };
const seed = 7;
const division = { contract, target, tier: 'regions', seed } as const;
const rules = allRules(contract).filter(({ id }) => /^(wire|validation|contacts|primary-contact)\//.test(id));
const changes = (rule: Rule) => tierOf(rule, contract) !== 'read';
const idsOf = (some: readonly Rule[]) => some.map(({ id }) => id).toSorted();

test.each([1, 2, 3, 5])('%i parts are the whole, and change no account together', (count) => {
  const parts = Array.from({ length: count }, (_, at) => partOf(rules, { index: at + 1, count }, division));
  expect(idsOf(parts.flatMap((part) => part.rules))).toEqual(idsOf(rules));
  const held = parts.map(
    (part) =>
      new Set(
        part.rules
          .filter(changes)
          .flatMap((rule) => leasesOf(rule, contract, target, deriveSeed(seed, rule.id))),
      ),
  );
  for (const [at, one] of held.entries()) {
    for (const other of held.slice(at + 1)) expect([...one].filter((lease) => other.has(lease))).toEqual([]);
  }
  const accounts = parts.flatMap((part) => [...(part.accounts ?? [])]);
  expect(new Set(accounts).size).toBe(accounts.length);
  expect(parts.every((part) => part.rules.some((rule) => !changes(rule)))).toBe(true);
});

test('more parts than groups of accounts are refused with the number of groups', () => {
  // Four accounts in no organization, and the organizations, which one rule may touch together.
  expect(() => partOf(rules, { index: 1, count: 6 }, division)).toThrow(TooManyShards);
  expect(() => partOf(rules, { index: 1, count: 6 }, division)).toThrow('no more than 5 parts');
});

test('a rule that may touch several groups joins them', () => {
  const joining = allRules(contract).filter(
    ({ id, accounts }) => accounts === 'all' && id.startsWith('context/'),
  );
  const all = [...rules, ...joining];
  expect(() => partOf(all, { index: 1, count: 2 }, division)).toThrow('1 group of accounts');
  expect(partOf(all, { index: 1, count: 1 }, division).rules).toHaveLength(all.length);
});
