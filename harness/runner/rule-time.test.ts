import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Latency, RuleTime } from './rule-time.ts';

test('the wait for answers is no part of the time of a rule', async () => {
  const begun = performance.now();
  const waiting = new RuleTime(20, () => ({ requests: 10, waitedMs: performance.now() - begun }));
  const working = new RuleTime(20, () => ({ requests: 10, waitedMs: 0 }));
  while (!working.signal.aborted) await delay(5);
  expect(waiting.signal.aborted).toBe(false);
  waiting.stop();
});

test('a rule that sends without end is ended, though it waits all the time', async () => {
  const begun = performance.now();
  const endless = new RuleTime(20, () => ({ requests: 1e9, waitedMs: performance.now() - begun }));
  while (!endless.signal.aborted) await delay(5);
  expect(endless.signal.aborted).toBe(true);
});

test.each([
  ['far away', 100, 110, true],
  ['busy', 100, 400, false],
  ['quick', 3, 3, false],
])('a service that is %s', (_, alone, beside, waits) => {
  const latency = new Latency();
  latency.noteAlone(alone);
  expect(latency.isWaiting).toBe(false);
  latency.note({ requests: 50, waitedMs: 50 * beside });
  expect(latency.isWaiting).toBe(waits);
});
