import { expect, test } from 'vitest';
import { fits } from './fits.ts';

test.each([
  ['contacts/delete-twice', 'contacts/delete-twice', true],
  ['contacts/*', 'contacts/delete-twice', true],
  ['*-twice', 'contacts/delete-twice', true],
  ['*/delete-*', 'contacts/delete-twice', true],
  ['**', 'contacts/delete-twice', true],
  ['contacts/*twice*twice', 'contacts/delete-twice', false],
  ['contacts/a*a', 'contacts/a', false],
  ['contacts.*', 'contacts/delete-twice', false],
  ['wire/*', 'contacts/delete-twice', false],
  ['contacts/put-twice', 'contacts/put-twice-again', false],
  ['wire/*', 'wire/json/bom/ListRegions', true],
  ['*/ListRegions', 'wire/json/bom/ListRegions', true],
  ['signing/*-name', 'signing/unsigned-name', true],
  ['signing/*-name', 'signing/-nam', false],
  ['validation/*/type/*', 'validation/GetAlternateContact/AccountId/type/refuses', true],
  ['validation/*/type/*', 'validation/GetAlternateContact/AccountId/type-error/refuses', false],
  ['a*b', 'ab', true],
  ['ab*ba', 'aba', false],
  ['*a*a*', 'a', false],
])('%s, %s: %s', (pattern, id, fitting) => {
  expect(fits(pattern, id)).toBe(fitting);
});

test('a pattern of 5,000 asterisks takes no time to speak of', () => {
  const startedAt = performance.now();
  expect(fits(`${'*a'.repeat(5000)}*!`, 'a'.repeat(5000))).toBe(false);
  expect(fits('*'.repeat(5000), 'contacts/delete-twice')).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
