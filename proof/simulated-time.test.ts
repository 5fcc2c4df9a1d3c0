import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WireClient } from '../targets/transport/exchange.ts';
import { SimulatedTime } from './testing/simulated-time.ts';

const MINUTE = 60_000;

test('time passes at once where all that runs waits, each as long as it asked for', async () => {
  const time = new SimulatedTime(0);
  const begun = time.now();
  const woke: string[] = [];
  const sleeper = async (name: string, ms: number) => {
    await time.sleep(ms, undefined);
    woke.push(`${name} after ${Math.round((time.now() - begun) / MINUTE)}`);
  };
  const realBegun = performance.now();
  await Promise.all([sleeper('long', 3 * MINUTE), sleeper('short', MINUTE), sleeper('middle', 2 * MINUTE)]);
  expect(woke).toEqual(['short after 1', 'middle after 2', 'long after 3']);
  expect(performance.now() - realBegun).toBeLessThan(MINUTE);
});

test('time stands while a request is on its way, and its exchange is timed as the time counts', async () => {
  const time = new SimulatedTime(100);
  const begun = time.now();
  const slow = {
    send: async (request) => {
      const sent = time.now();
      for (let turns = 0; turns < 100; turns += 1) await turn();
      expect(time.now()).toBe(sent);
      return { request, response: null, fault: null, sentHeaders: [], startedAt: 0, durationMs: 0 };
    },
    close: async () => {},
  } satisfies WireClient;
  const request = {
    identity: null,
    operation: null,
    method: 'POST',
    target: '/',
    headers: [],
    body: Buffer.of(),
  };
  const waiting = time.sleep(MINUTE, undefined);
  expect(await time.carries(slow).send(request)).toMatchObject({ startedAt: begun, durationMs: 100 });
  await waiting;
  expect(time.now() - begun).toBe(MINUTE);
});

test('an aborted sleep rejects, and time goes on without it', async () => {
  const time = new SimulatedTime(0);
  const controller = new AbortController();
  const sleeping = time.sleep(MINUTE, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  const begun = time.now();
  await time.sleep(1, undefined);
  expect(time.now() - begun).toBe(1);
});
