import { expect, test } from 'vitest';
import { markDifferences } from './mark-differences.ts';

const marked = (expected: string, actual: string) => {
  const sides = markDifferences(expected, actual);
  return [sides.expected.text, sides.actual.text];
};

test('words that the other side does not have are marked', () => {
  expect(marked('status 404 with message', 'status 400 with message')).toEqual([
    'status <mark>404</mark> with message',
    'status <mark>400</mark> with message',
  ]);
});

test('equal texts have no mark, and neither have texts without anything in common', () => {
  expect(marked('a b', 'a b')).toEqual(['a b', 'a b']);
  expect(marked('refusal (status 404)', 'success, nothing else')).toEqual([
    'refusal (status 404)',
    'success, nothing else',
  ]);
});

test('a missing word is marked where it stands', () => {
  expect(marked('one two three', 'one three')).toEqual(['one <mark>two</mark> three', 'one three']);
});

test('marked text is still only text', () => {
  expect(marked('same <b>', 'same <i>')).toEqual([
    'same &lt;<mark>b</mark>&gt;',
    'same &lt;<mark>i</mark>&gt;',
  ]);
});

test('very long texts are shown unmarked', () => {
  const long = 'word '.repeat(500);
  expect(marked(`${long}a`, `${long}b`)).toEqual([`${long}a`, `${long}b`]);
});
