import { expect, test } from 'vitest';
import { bounded, heard } from './bounded.ts';
import { lazyCredentials } from './account-credentials.ts';

const never = () => new Promise<never>(() => {});

test('work that never ends is given up in time, and told so', async () => {
  const aborted: boolean[] = [];
  const waiting = bounded('STS', { withinMs: 20 }, (signal) => {
    signal.addEventListener('abort', () => aborted.push(true));
    return never();
  });
  await expect(waiting).rejects.toThrow('STS: no answer within 20 ms');
  expect(aborted).toEqual([true]);
});

test('a signal ends a wait, whether it comes before or meanwhile', async () => {
  const reason = new Error('interrupted');
  const controller = new AbortController();
  const waits = [
    bounded('STS', { withinMs: 60_000, signal: controller.signal }, never),
    heard(never(), controller.signal),
    lazyCredentials('owner', never)(controller.signal),
  ];
  controller.abort(reason);
  for (const wait of waits) await expect(wait).rejects.toBe(reason);
  await expect(bounded('STS', { withinMs: 60_000, signal: controller.signal }, never)).rejects.toBe(reason);
  await expect(heard(never(), controller.signal)).rejects.toBe(reason);
});

test('what ends in time is returned, or its error', async () => {
  const bounds = { withinMs: 60_000, signal: new AbortController().signal };
  await expect(bounded('STS', bounds, async () => 7)).resolves.toBe(7);
  await expect(
    bounded('STS', bounds, async () => {
      throw new Error('denied');
    }),
  ).rejects.toThrow('denied');
});

test('a load of credentials that never ends names the owner', async () => {
  await expect(lazyCredentials('o-1/management', never, { withinMs: 20 })()).rejects.toThrow(
    'o-1/management: no credentials: their provider: no answer within 20 ms',
  );
});
