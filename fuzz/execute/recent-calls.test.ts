import { expect, test } from 'vitest';
import type { FuzzCall } from '../fuzz-call.ts';
import { RecentCalls } from './recent-calls.ts';

function call(id: number, operation = 'PutAlternateContact'): FuzzCall {
  return { id, identity: 'one', operation, kind: 'valid', label: '', input: {} };
}

const isWrite = ({ operation }: FuzzCall) => operation.startsWith('Put');

test('puts what others wrote between the calls of an explorer, as it came, with numbers of its own', () => {
  const recent = new RecentCalls();
  const own = [call(1), call(2, 'GetAlternateContact')];
  for (const [group, sent] of [
    ['a', call(0)],
    ['a', own[0]],
    ['b', { ...call(1), token: { of: 0, altered: false } }],
    ['b', call(2, 'GetAlternateContact')],
    ['a', own[1]],
  ] as const) {
    if (sent) recent.add(group, sent);
  }
  const together = recent.around('a', own, isWrite);
  expect(together.map(({ operation }) => operation)).toEqual([
    'PutAlternateContact',
    'PutAlternateContact',
    'GetAlternateContact',
  ]);
  expect(together.filter((one) => own.includes(one))).toEqual(own);
  expect(new Set(together.map(({ id }) => id)).size).toBe(together.length);
  expect(together.every(({ token }) => token === undefined)).toBe(true);
});

test('forgets the oldest', () => {
  const recent = new RecentCalls();
  const calls = Array.from({ length: 2500 }, (_, id) => call(id));
  for (const one of calls) recent.add('a', one);
  const kept = recent.around('a', calls, isWrite);
  expect(kept).toEqual(calls.slice(-kept.length));
  expect(kept.length).toBeLessThanOrEqual(1000);
});
