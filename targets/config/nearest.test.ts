import { expect, test } from 'vitest';
import { nearest } from './config-error.ts';

test.for([
  ['motto', ['embedded', 'moto'], 'moto'],
  ['LISTREGIONS', ['GetRegionOptStatus', 'ListRegions'], 'ListRegions'],
  ['seeed', ['suite', 'seed', 'runs'], 'seed'],
  ['zzzzzzzzzz', ['moto', 'embedded'], null],
  ['moto', [], null],
] as const)('%s among %j: %s', ([word, known, expected]) => {
  expect(nearest(word, known)).toBe(expected);
});
