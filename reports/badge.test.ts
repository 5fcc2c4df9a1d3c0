import { expect, test } from 'vitest';
import { toBadge } from './badge.ts';
import { sampleResult, sampleRule } from '../results/testing/sample-result.ts';

const rules = [sampleRule('contacts/a'), sampleRule('contacts/b')];
const failing = [
  ...rules,
  sampleRule('contacts/c', { outcome: 'fail' }),
  sampleRule('contacts/d', { outcome: 'blocked' }),
];

test.each([
  [{ rules, notImplemented: [] }, '2 rules pass', 'brightgreen'],
  [{ rules: failing, notImplemented: [] }, '1 of 3 rules fails', 'red'],
  [{ rules, notImplemented: ['ListRegions'] }, '1 not implemented', 'red'],
  [{ rules: [], notImplemented: [] }, 'nothing ran', 'lightgrey'],
  [{}, 'error', 'lightgrey'],
])('badge %#', (changes, message, color) => {
  const badge = { schemaVersion: 1, label: 'account conformance', message, color };
  expect(JSON.parse(toBadge(sampleResult(changes)))).toEqual(badge);
});
