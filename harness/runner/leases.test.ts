import { expect, test, describe } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { embeddedTarget } from '../../targets/config/presets.ts';
import type { Target } from '../../targets/target.ts';
import { LeaseBook, leasesOf, runByWorkers, widestFirst, type Task } from './leases.ts';
import type { Rule } from '../rule.ts';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';

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

function tryTake(book: LeaseBook, leases: readonly string[], alone: boolean): boolean {
  const isFree = book.isFree(leases, alone);
  if (isFree) book.take(leases, alone);
  return isFree;
}

test('a lease is given to one at a time', () => {
  const book = new LeaseBook();
  expect(tryTake(book, ['a', 'b'], false)).toBe(true);
  expect(tryTake(book, ['b', 'c'], false)).toBe(false);
  expect(tryTake(book, ['c'], false)).toBe(true);
  book.giveBack(['a', 'b']);
  expect(tryTake(book, ['b'], false)).toBe(true);
});

test('who runs alone waits for all others, and all others wait for it', () => {
  const book = new LeaseBook();
  expect(tryTake(book, ['a'], false)).toBe(true);
  expect(tryTake(book, ['b'], true)).toBe(false);
  book.giveBack(['a']);
  expect(tryTake(book, ['b'], true)).toBe(true);
  expect(tryTake(book, [], false)).toBe(false);
  book.giveBack(['b']);
  expect(tryTake(book, [], false)).toBe(true);
});

interface Plan {
  readonly leases: readonly string[];
  readonly alone: boolean;
  readonly turns: number;
  readonly rank: 0 | 1 | 2;
}

/** Runs tasks that take so many turns of the event loop, and notes at each start which others were running. */
async function play(plans: readonly Plan[], workers: number, stopAfter = Infinity) {
  const running = new Set<number>();
  const started: { task: number; beside: number[] }[] = [];
  let ended = 0;
  const tasks = plans.map(({ leases, alone, turns, rank }, task): Task => ({
    leases,
    alone,
    rank: () => rank,
    async run() {
      started.push({ task, beside: [...running] });
      running.add(task);
      for (let left = turns; left > 0; left -= 1) await turn();
      running.delete(task);
      ended += 1;
    },
  }));
  await runByWorkers(
    tasks,
    () => workers,
    () => ended >= stopAfter,
  );
  return { started, running };
}

const plan = (changes: Partial<Plan> = {}): Plan => ({
  leases: [],
  alone: false,
  turns: 2,
  rank: 0,
  ...changes,
});
const anyPlan = fc.record({
  leases: fc.subarray(['a', 'b', 'c', 'd']),
  alone: fc.boolean(),
  turns: fc.nat(3),
  rank: fc.constantFrom(0, 1, 2),
});

describe('whatever the tasks', () => {
  test('each runs once, never beside one with its lease, never more than there are workers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPlan, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (plans, workers) => {
          const { started, running } = await play(plans, workers);
          expect(started.map(({ task }) => task).toSorted((a, b) => a - b)).toEqual(plans.map((_, at) => at));
          expect(running.size).toBe(0);
          for (const { task, beside } of started) {
            const own = plans[task];
            expect(beside.length).toBeLessThan(workers);
            for (const other of beside.map((at) => plans[at])) {
              expect(own?.alone === true || other?.alone === true).toBe(false);
              expect(own?.leases.filter((lease) => other?.leases.includes(lease))).toEqual([]);
            }
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

test('tasks with other leases run side by side', async () => {
  const { started } = await play([plan({ leases: ['a'] }), plan({ leases: ['b'] })], 2);
  expect(started).toEqual([
    { task: 0, beside: [] },
    { task: 1, beside: [0] },
  ]);
});

test('a task that has to wait lets later ones pass', async () => {
  const held = plan({ leases: ['a'], turns: 3 });
  const { started } = await play([held, held, plan({ leases: ['b'], turns: 1 })], 2);
  expect(started.map(({ task }) => task)).toEqual([0, 2, 1]);
});

test('of those that could be begun, the lowest rank goes first, and none waits for one that cannot', async () => {
  const plans = [
    plan({ rank: 2 }),
    plan({ rank: 1, leases: ['a'] }),
    plan({ leases: ['a'], turns: 5 }),
    plan({ leases: ['a'] }),
  ];
  const { started } = await play(plans, 2);
  expect(started.map(({ task }) => task)).toEqual([2, 0, 3, 1]);
});

test('where each rule waits, those that hold the most go first, then those on organizations', () => {
  const all = ['standalone region', 'standalone/222222222222 region', 'organizations region'];
  expect([all, all.slice(1), all.slice(2), all.slice(0, 1)].map(widestFirst)).toEqual([0, 1, 1, 2]);
});

test('one worker keeps the order', async () => {
  const plans = [plan(), plan({ alone: true }), plan({ leases: ['a'] }), plan({ leases: ['a'] })];
  const { started } = await play(plans, 1);
  expect(started.map(({ task }) => task)).toEqual([0, 1, 2, 3]);
});

test('once stopped, nothing is begun and what runs is waited for', async () => {
  const { started, running } = await play([plan(), plan({ turns: 5 }), plan(), plan()], 2, 1);
  expect(started.map(({ task }) => task)).toEqual([0, 1]);
  expect(running.size).toBe(0);
});
