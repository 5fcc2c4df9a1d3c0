import { expect, test } from 'vitest';
import { setImmediate as turn } from 'node:timers/promises';
import { atMostAtOnce, nextPause, pollUntil } from './poll.ts';

const { signal } = new AbortController();

/** Counts 1, 2, 3 … */
function counter() {
  let attempts = 0;
  return async () => (attempts += 1);
}

test('ends with the first value that is enough', async () => {
  const attempt = counter();
  expect(await pollUntil(attempt, (value) => value === 3, { withinMs: 60_000, signal })).toBe(3);
  expect(await attempt()).toBe(4);
});

test('tries once where there is no time', async () => {
  const attempt = counter();
  expect(await pollUntil(attempt, () => false, { withinMs: 0, signal })).toBe(1);
  expect(await attempt()).toBe(2);
});

test('ends at the deadline with the last value, and tries more than once', async () => {
  const attempt = counter();
  const last = await pollUntil(attempt, () => false, { withinMs: 30, signal });
  expect(last).toBeGreaterThan(1);
  expect(await attempt()).toBe(last + 1);
});

test('an abort ends the pause', async () => {
  const controller = new AbortController();
  const polling = { withinMs: 600_000, firstPauseMs: 300_000, signal: controller.signal };
  const ended = pollUntil(
    async () => queueMicrotask(() => controller.abort()),
    () => false,
    polling,
  );
  await expect(ended).rejects.toThrow(/abort/i);
});

test('what an attempt throws ends it', async () => {
  const failing = async () => {
    throw new Error('broken');
  };
  await expect(pollUntil(failing, () => true, { withinMs: 1000, signal })).rejects.toThrow('broken');
});

test.each([
  // A change of minutes is noticed within a tenth of the time, one of hours within a minute.
  [30_000, 3000],
  [30 * 60_000, 60_000],
  [6 * 60 * 60_000, 60_000],
])('within %i ms pauses grow, up to %i ms', (withinMs, longest) => {
  const pauses: number[] = [];
  for (let pause = 2, at = 0; at < withinMs; at += pause, pause = nextPause(pause, withinMs))
    pauses.push(pause);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBe(longest);
  expect(pauses.length).toBeLessThan(400);
});

test('one item follows as soon as another is done, at most so many at once, and none after a failure', async () => {
  const log: string[] = [];
  const each = async (turns: number) => {
    log.push(`begins ${turns}`);
    for (let left = turns; left > 0; left -= 1) await turn();
    if (turns === 3) throw new Error('three');
    log.push(`ends ${turns}`);
    return turns * 10;
  };
  expect(await atMostAtOnce([9, 1, 2], 2, each)).toEqual([90, 10, 20]);
  expect(log).toEqual(['begins 9', 'begins 1', 'ends 1', 'begins 2', 'ends 2', 'ends 9']);
  log.length = 0;
  await expect(atMostAtOnce([3, 5, 4], 2, each)).rejects.toThrow('three');
  for (let left = 9; left > 0; left -= 1) await turn();
  expect(log).toEqual(['begins 3', 'begins 5', 'ends 5']);
});
