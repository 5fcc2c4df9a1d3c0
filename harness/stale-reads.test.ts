import { expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import { ReadLag } from '../targets/pacing/read-lag.ts';
import { StaleReads } from './stale-reads.ts';
import { craftAnswer } from './testing/test-session.ts';

const ACCOUNTS = ['111111111111'];
const answer = craftAnswer({ operation: 'GetContactInformation' });
const read = loadContract().operations['GetContactInformation'];

/** A service whose reads are stale at these ages, asked at those until one is not, and then until the window ends. */
async function furthest(asked: readonly number[], isStale: (age: number, number: number) => boolean) {
  let now = 0;
  let count = 0;
  const pace = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const lag = new ReadLag(2000, pace);
  lag.wrote(ACCOUNTS[0] ?? '', 'primary-contact');
  const stale = new StaleReads(lag, read, ACCOUNTS);
  const fresh = () => !isStale(now, (count += 1));
  for (const age of asked) {
    now = age;
    await stale.timed(async () => answer);
    if (stale.noted(answer, fresh())) break;
  }
  if (stale.found)
    await stale.lookOn(
      async () => answer,
      () => fresh(),
      new AbortController().signal,
    );
  return lag.behind('primary-contact');
}

test('how far reads are behind is no less than when the first was not, however seldom is asked', async () => {
  expect(await furthest([0, 600, 900], (age) => age < 800)).toBe(900 * 1.2 + 25);
});

test('one fresh read is not the end where others are stale still', async () => {
  const behind = await furthest([0, 10], (age, number) => age < 500 && number % 2 === 1);
  expect(behind).toBeGreaterThanOrEqual(500);
  expect(behind).toBeLessThan(700);
});

test('nothing is learned where the first read is as expected', async () => {
  expect(await furthest([0], () => false)).toBe(0);
});

test('reads come close together as long as it is not known how far they are behind', () => {
  const lag = new ReadLag(2000);
  const pause = () => new StaleReads(lag, read, ACCOUNTS).longestPauseMs;
  expect(pause()).toBe(50);
  lag.sawStale('primary-contact', 800);
  expect(pause()).toBeUndefined();
});
