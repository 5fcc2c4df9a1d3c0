import { expect, test } from 'vitest';
import { fits } from './fits.ts';

test.each([
  ['contacts/put-twice', 'contacts/put-twice', true],
  ['contacts/put-twice', 'contacts/put-twice-again', false],
  ['wire/*', 'wire/json/bom/ListRegions', true],
  ['wire/*', 'contacts/wire/x', false],
  ['*/ListRegions', 'wire/json/bom/ListRegions', true],
  ['signing/*-name', 'signing/unsigned-name', true],
  ['signing/*-name', 'signing/-nam', false],
  ['validation/*/type/*', 'validation/GetAlternateContact/AccountId/type/refuses', true],
  ['validation/*/type/*', 'validation/GetAlternateContact/AccountId/type-error/refuses', false],
  ['a*b', 'ab', true],
  ['ab*ba', 'aba', false],
  ['*a*a*', 'a', false],
])('%s and %s: %s', (pattern, id, expected) => {
  expect(fits(pattern, id)).toBe(expected);
});
