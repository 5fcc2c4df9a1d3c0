import { expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import { allRules } from '../suites/registry.ts';
import { deriveSeed } from './seed.ts';

// A change of these values changes what every recorded seed means.
test.each([
  [568089334, 1, ['contacts/delete-twice']],
  [-1479811998, 42, ['contacts/delete-twice']],
  [-1582086716, 1, ['order']],
  [1358957050, 1, ['a', 1]],
  [1370326998, -5, ['x']],
])('is %d for the seed %d and the names %j, for ever', (derived, seed, names) => {
  expect(deriveSeed(seed, ...names)).toBe(derived);
});

test('differs for every rule', () => {
  const ids = allRules(loadContract('current')).map(({ id }) => id);
  const seeds = new Set(ids.map((id) => deriveSeed(1, id)));
  expect(ids.length).toBeGreaterThan(300);
  expect(seeds.size).toBe(ids.length);
});

test('differs for neighbouring seeds', () => {
  const seeds = Array.from({ length: 2000 }, (_, seed) => deriveSeed(seed, 'contacts/delete-twice'));
  expect(new Set(seeds).size).toBe(seeds.length);
});

test('tells where one name ends and the next begins', () => {
  expect(deriveSeed(1, 'ab', 'c')).not.toBe(deriveSeed(1, 'a', 'bc'));
});
