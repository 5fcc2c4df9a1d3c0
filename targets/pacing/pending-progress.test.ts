import { expect, test } from 'vitest';
import { PendingProgress } from './region-slots.ts';

const CHANGE = { account: '111111111111', region: 'af-south-1' };

/** What is said, and when, of a change whose status is read every ten seconds. */
function said(statuses: (seconds: number) => string, seconds: number): [number, string][] {
  let now = 0;
  const messages: [number, string][] = [];
  const pace = { now: () => now * 1000, sleep: async () => {} };
  const progress = new PendingProgress(pace, (message) => messages.push([now, message]));
  for (; now <= seconds; now += 10) progress.seen(CHANGE, statuses(now));
  return messages;
}

test('a change of hours is told, with how long it lasts, ever more seldom', () => {
  const messages = said(() => 'ENABLING', 3 * 60 * 60);
  expect(messages[0]).toEqual([
    10,
    'waiting for af-south-1 in account 111111111111: ENABLING for 10 s so far',
  ]);
  expect(messages.at(-1)?.[1]).toMatch(/: ENABLING for 17\d min so far$/);
  const pauses = messages.slice(1).map(([at], index) => at - (messages[index]?.[0] ?? 0));
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBe(300);
});

test('nothing is said of a change that is soon over, and the next one is counted anew', () => {
  expect(said(() => 'ENABLED', 600)).toEqual([]);
  const messages = said((now) => (now % 100 === 50 ? 'DISABLED' : 'DISABLING'), 140);
  expect(messages.map(([at]) => at)).toEqual([10, 20, 40, 70, 80, 100, 140]);
});
