import { expect, test } from 'vitest';
import { RegionBudgetSpent } from '../../errors.ts';
import { RegionPlan } from './plan.ts';

const TIMEOUT = 30_000;
const ENABLE = 'EnableRegion';
const DISABLE = 'DisableRegion';

function planOf(regionBudget: number) {
  let now = 0;
  const pace = { now: () => now, sleep: async () => {} };
  const plan = new RegionPlan({ regionTimeout: TIMEOUT, regionBudget }, pace);
  const takes = (ms: number) => async () => {
    now += ms;
  };
  return { plan, takes };
}

test('changes that take no time to speak of are not counted', async () => {
  const { plan, takes } = planOf(1000);
  for (let time = 0; time < 20; time += 1) await plan.change(ENABLE, takes(100));
  await plan.change(ENABLE, takes(5000));
  expect(plan.isSlow).toBe(false);
});

test('after the budget no change has a turn, nor one whose way back would not fit', async () => {
  const { plan, takes } = planOf(20_000);
  await plan.change(ENABLE, takes(5000));
  await plan.change(DISABLE, takes(3000));
  await plan.change(ENABLE, takes(4000));
  expect(() => plan.requireTurn()).not.toThrow();
  await plan.change(DISABLE, takes(3000));
  expect(() => plan.requireTurn()).toThrow(RegionBudgetSpent);
});

test('what is waited for side by side is counted once', async () => {
  const { plan, takes } = planOf(20_000);
  const both = async () => {
    await plan.waiting(async () => {
      await plan.change(ENABLE, takes(5000));
    });
  };
  await both();
  await both();
  expect(() => plan.requireTurn()).not.toThrow();
});

test('a region that did not settle is not waited for again, and a third one for less', () => {
  const { plan } = planOf(60_000);
  expect(plan.patience('af-south-1')).toBe(TIMEOUT);
  plan.left('af-south-1', 'ENABLED');
  expect(plan.patience('af-south-1')).toBe(TIMEOUT);
  plan.left('af-south-1', 'ENABLING');
  expect(plan.patience('af-south-1')).toBe(0);
  expect(plan.patience('ap-east-1')).toBe(TIMEOUT);
  plan.left('ap-east-1', 'ENABLING');
  expect(plan.patience('eu-south-1')).toBe(TIMEOUT / 20);
});

test('a change serves others only where each takes long', async () => {
  const { plan, takes } = planOf(60_000);
  await plan.change(ENABLE, takes(100));
  plan.show('own', ENABLE);
  expect(plan.wasShown('own', ENABLE)).toBe(false);
  await plan.change(DISABLE, takes(5000));
  expect(plan.wasShown('own', ENABLE)).toBe(true);
  expect(plan.wasShown('own', DISABLE)).toBe(false);
  expect(plan.wasShown('other', ENABLE)).toBe(false);
});

test('other rules avoid a region only once a rule has told that it does not settle', () => {
  const { plan } = planOf(60_000);
  plan.left('af-south-1', 'ENABLING');
  expect(plan.told.size).toBe(0);
  plan.tell(['af-south-1', 'ap-east-1']);
  expect([...plan.told]).toEqual(['af-south-1']);
});
