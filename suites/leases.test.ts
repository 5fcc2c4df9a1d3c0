import { expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import { embeddedTarget } from '../targets/presets.ts';
import type { Target } from '../targets/target.ts';
import { LeaseBook, leasesOf } from './leases.ts';
import type { Rule } from './rule.ts';

const contract = loadContract();
const target = embeddedTarget(new URL('http://127.0.0.1:9'));
const managed: Target = {
  ...target,
  identities: target.identities.filter(({ role }) => role === 'management'),
};
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
  ['what it changes', { operations: ['PutAlternateContact'] }, target, ['lead alternate-contact']],
  ['what it reads', { operations: ['ListRegions'] }, target, ['lead region']],
  [
    'one lease for a resource that it reads and changes',
    { operations: ['GetAlternateContact', 'DeleteAlternateContact'] },
    target,
    ['lead alternate-contact'],
  ],
  ['what it says that it uses', { uses: ['region'] }, target, ['lead region']],
  [
    'the organizations where it needs a role in one',
    { operations: ['ListRegions'], needs: ['management'] },
    target,
    ['organizations region'],
  ],
  [
    'both where it touches all accounts',
    { operations: ['ListRegions'], accounts: 'all' },
    target,
    ['lead region', 'organizations region'],
  ],
  [
    'the organizations where the lead is in one',
    { operations: ['ListRegions'] },
    managed,
    ['organizations region'],
  ],
  [
    'the organizations once where the lead is in one',
    { operations: ['ListRegions'], accounts: 'all' },
    managed,
    ['organizations region'],
  ],
])('a rule holds %s', (_what, changes, asked, leases) => {
  expect(leasesOf(rule(changes), contract, asked)).toEqual(leases);
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
