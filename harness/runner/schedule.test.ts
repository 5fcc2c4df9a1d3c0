import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runByWorkers, type Task } from './schedule.ts';

interface Plan {
  readonly leases: readonly string[];
  readonly alone: boolean;
  readonly turns: number;
}

/** Runs tasks that take so many turns of the event loop, and notes at each start which others were running. */
async function play(plans: readonly Plan[], workers: number, stopAfter = Infinity) {
  const running = new Set<number>();
  const started: { task: number; beside: number[] }[] = [];
  let ended = 0;
  const tasks = plans.map(({ leases, alone, turns }, task): Task => ({
    leases,
    alone,
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

const plan = (changes: Partial<Plan> = {}): Plan => ({ leases: [], alone: false, turns: 2, ...changes });
const anyPlan = fc.record({
  leases: fc.subarray(['a', 'b', 'c', 'd']),
  alone: fc.boolean(),
  turns: fc.nat(3),
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
