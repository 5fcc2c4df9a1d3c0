import { expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

test('where there is none, the message says how to get one', () => {
  expect(() => findChromium({ PATH: '/nowhere' })).toThrow('npm run browser:install');
  expect(() => findChromium({ CHROMIUM: '/nowhere/chromium' })).toThrow(
    'CHROMIUM=/nowhere/chromium is not a program',
  );
});

test('a named one is taken, and its like in the path', () => {
  expect(findChromium({ CHROMIUM: process.execPath, PATH: '' })).toBe(process.execPath);
});
