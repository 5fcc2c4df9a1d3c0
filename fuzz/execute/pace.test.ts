import { expect, test } from 'vitest';
import { pacer } from './pace.ts';

test('lets the first request go, and holds the next one back', async () => {
  const controller = new AbortController();
  const pace = pacer(0.001, controller.signal);
  expect(pace()).toBeNull();
  const held = pace();
  expect(held).toBeInstanceOf(Promise);
  controller.abort();
  await expect(held).rejects.toThrow('aborted');
});

test('holds nothing back where no rate is given', () => {
  const pace = pacer(null, new AbortController().signal);
  expect([pace(), pace(), pace()]).toEqual([null, null, null]);
});
