import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.for([
  ['http://127.0.0.1:80', true],
  ['http://127.255.0.9', true],
  ['http://[::1]:5000', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://localhost:5000', true],
  ['http://account.localhost', true],
  ['http://localhost.', true],
  ['http://2130706433', true],
  ['http://128.0.0.1', false],
  ['http://0.0.0.0', false],
  ['http://[::2]', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example', false],
  ['http://notlocalhost', false],
  ['https://account.us-east-1.amazonaws.com', false],
] as const)('%s: %s', ([endpoint, expected]) => {
  expect(isLoopback(new URL(endpoint))).toBe(expected);
});
