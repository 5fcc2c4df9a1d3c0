import { expect, test } from 'vitest';
import { RegionBudgetSpent } from '../../errors.ts';
import { leastCycles, RegionPlan } from './plan.ts';

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
  expect(() => plan.requireTurn(2)).toThrow(RegionBudgetSpent);
  await plan.change(DISABLE, takes(3000));
  expect(() => plan.requireTurn()).toThrow(RegionBudgetSpent);
});

test.each([0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 12])(
  'of a budget of %f changes that take all their time, as many cycles have a turn as is said before',
  async (times) => {
    const regionBudget = times * TIMEOUT;
    const { plan, takes } = planOf(regionBudget);
    let made = 0;
    const cycle = async () => {
      for (const request of [ENABLE, DISABLE]) await plan.change(request, takes(TIMEOUT));
      made += 1;
    };
    const all = async () => {
      for (;;) await cycle();
    };
    await expect(all()).rejects.toThrow(RegionBudgetSpent);
    expect(leastCycles({ regionTimeout: TIMEOUT, regionBudget })).toBe(made);
  },
);

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
  const regions = planOf(60_000).plan.of('111111111111');
  expect(regions.patience('af-south-1')).toBe(TIMEOUT);
  regions.left('af-south-1', 'ENABLED');
  expect(regions.patience('af-south-1')).toBe(TIMEOUT);
  regions.left('af-south-1', 'ENABLING');
  expect(regions.patience('af-south-1')).toBe(0);
  expect(regions.patience('ap-east-1')).toBe(TIMEOUT);
  regions.left('ap-east-1', 'ENABLING');
  expect(regions.patience('eu-south-1')).toBe(TIMEOUT / 20);
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
  const regions = planOf(60_000).plan.of('111111111111');
  regions.left('af-south-1', 'ENABLING');
  expect(regions.told.size).toBe(0);
  regions.tell('af-south-1');
  regions.tell('ap-east-1');
  expect([...regions.told]).toEqual(['af-south-1']);
});

test('a region that does not settle in one account is waited for in another one, and all of them count', () => {
  const { plan } = planOf(60_000);
  const [one, other] = [plan.of('111111111111'), plan.of('222222222222')];
  one.left('af-south-1', 'ENABLING');
  one.tell('af-south-1');
  expect(one.patience('af-south-1')).toBe(0);
  expect(other.patience('af-south-1')).toBe(TIMEOUT);
  expect(other.told.size).toBe(0);
  other.left('af-south-1', 'DISABLING');
  expect(plan.of('333333333333').patience('af-south-1')).toBe(TIMEOUT / 20);
});
