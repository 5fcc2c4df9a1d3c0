import { expect, test } from 'vitest';
import { nextPause, pollUntil } from './poll.ts';

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
