import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { embeddedTarget } from '../../targets/config/presets.ts';
import type { Target } from '../../targets/target.ts';
import { LeaseBook, leasesOf } from './leases.ts';
import type { Rule } from '../rule.ts';

const contract = loadContract();
const target = embeddedTarget(new URL('http://127.0.0.1:9'));
const managed: Target = {
  ...target,
  identities: target.identities.filter(({ role }) => role === 'management'),
};
const STANDALONE = target.identities.flatMap(({ role, name }) => (role === 'standalone' ? [name] : []));
/** A multiple of every number of default callers. */
const OF_FIRST_CALLER = 0;
const rule = (changes: Partial<Rule>): Rule => ({
  id: 'wire/test',
  level: 'must',
  since: '0.1.0',
  statement: '',
  source: '',
  operations: [],
  check: async () => {},
  ...changes,
});

test.each<[string, Partial<Rule>, Target, string[]]>([
  ['nothing for nothing', {}, target, []],
  ['what it changes', { operations: ['PutAlternateContact'] }, target, ['standalone alternate-contact']],
  ['what it reads', { operations: ['ListRegions'] }, target, ['standalone region']],
  [
    'one lease for a resource that it reads and changes',
    { operations: ['GetAlternateContact', 'DeleteAlternateContact'] },
    target,
    ['standalone alternate-contact'],
  ],
  ['what it says that it uses', { uses: ['region'] }, target, ['standalone region']],
  [
    'the organizations where it needs a role in one',
    { operations: ['ListRegions'], needs: ['management'] },
    target,
    ['organizations region'],
  ],
  [
    'both where it touches both',
    { operations: ['ListRegions'], needs: ['management'], accounts: 'default caller and organizations' },
    target,
    ['standalone region', 'organizations region'],
  ],
  [
    'the organizations where it acts on a member that can be named',
    { operations: ['ListRegions'], accounts: 'managed' },
    target,
    ['organizations region'],
  ],
  [
    'the default caller where there is nobody to name',
    { operations: ['ListRegions'], accounts: 'managed' },
    { ...target, identities: target.identities.slice(0, 1) },
    ['standalone region'],
  ],
  [
    'everybody where it touches all accounts',
    { operations: ['ListRegions'], accounts: 'all' },
    target,
    [...STANDALONE.map((name) => `${name} region`), 'organizations region'],
  ],
  [
    'the organizations where the default caller is in one',
    { operations: ['ListRegions'] },
    managed,
    ['organizations region'],
  ],
  [
    'the organizations once where the default caller is in one',
    { operations: ['ListRegions'], accounts: 'all' },
    managed,
    ['organizations region'],
  ],
])('a rule holds %s', (_what, changes, asked, leases) => {
  expect(leasesOf(rule(changes), contract, asked, OF_FIRST_CALLER)).toEqual(leases);
});

test('rules of different default callers hold nothing in common', () => {
  const changes = rule({ operations: ['PutAlternateContact', 'EnableRegion'] });
  const [first, second] = [0, 1].map((seed) => leasesOf(changes, contract, target, seed));
  expect(second).toHaveLength(2);
  expect(first?.filter((lease) => second?.includes(lease))).toEqual([]);
});

test('a lease is given to one at a time', () => {
  const book = new LeaseBook();
  expect(book.tryTake(['a', 'b'], false)).toBe(true);
  expect(book.tryTake(['b', 'c'], false)).toBe(false);
  expect(book.tryTake(['c'], false)).toBe(true);
  book.giveBack(['a', 'b']);
  expect(book.tryTake(['b'], false)).toBe(true);
});

test('who runs alone waits for all others, and all others wait for it', () => {
  const book = new LeaseBook();
  expect(book.tryTake(['a'], false)).toBe(true);
  expect(book.tryTake(['b'], true)).toBe(false);
  book.giveBack(['a']);
  expect(book.tryTake(['b'], true)).toBe(true);
  expect(book.tryTake([], false)).toBe(false);
  book.giveBack(['b']);
  expect(book.tryTake([], false)).toBe(true);
});
