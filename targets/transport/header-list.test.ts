import { expect, test } from 'vitest';
import type { Header } from './exchange.ts';
import { changeHeaders, fromFlatList, hasHeader, headerValue } from './header-list.ts';

const HEADERS: readonly Header[] = [
  ['A', '1'],
  ['b', '2'],
  ['a', '3'],
];

test('names are compared in any case', () => {
  expect(hasHeader(HEADERS, 'B')).toBe(true);
  expect(hasHeader(HEADERS, 'c')).toBe(false);
  expect(headerValue(HEADERS, 'a')).toBe('1');
  expect(headerValue(HEADERS, 'c')).toBeUndefined();
});

test('a change replaces all of the name at its first place, null removes, a new one comes last', () => {
  expect(changeHeaders(HEADERS, { a: '9' })).toEqual([
    ['a', '9'],
    ['b', '2'],
  ]);
  expect(changeHeaders(HEADERS, { A: null, C: '4' })).toEqual([
    ['b', '2'],
    ['C', '4'],
  ]);
  expect(changeHeaders(HEADERS, { b: '5', d: null })).toEqual([
    ['A', '1'],
    ['b', '5'],
    ['a', '3'],
  ]);
});

test('a flat list keeps order and repetitions, bytes are Latin-1', () => {
  expect(fromFlatList(['X-A', '1', Buffer.from('x-a'), Buffer.from([0xe9])])).toEqual([
    ['x-a', '1'],
    ['x-a', 'é'],
  ]);
});
