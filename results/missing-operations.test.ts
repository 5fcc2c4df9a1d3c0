import { expect, test } from 'vitest';
import { missingOperations, runProblems, untoldProblems } from './run-problems.ts';
import { sampleResult, sampleRule } from './testing/sample-result.ts';
import { verdictOf } from './verdict.ts';

const ID = 'errors/implemented/ListRegions';
const known = sampleRule(ID, { operations: ['ListRegions'], outcome: 'known' });
const other = sampleRule('listing/a', { operations: ['ListRegions', 'EnableRegion'], outcome: 'known' });

test('an operation is missing until a rule about it alone is known to fail', () => {
  expect(missingOperations(['EnableRegion', 'ListRegions'], [known, other])).toEqual(['EnableRegion']);
  expect(missingOperations(['ListRegions'], [{ ...known, outcome: 'fail' }])).toEqual(['ListRegions']);
});

test('a known missing operation fails no run, and is told all the same', () => {
  const verdict = verdictOf([known], { notImplemented: ['ListRegions'] });
  expect(verdict).toMatchObject({
    exitCode: 0,
    summary: 'Conforms: 1 known; 1 operation not implemented.',
  });
  expect(verdictOf([known], { notImplemented: ['EnableRegion'] }).exitCode).toBe(1);
  expect(runProblems(sampleResult({ rules: [known], notImplemented: ['ListRegions'] }))).toEqual([]);
});

test('a missing operation is counted once, by the rule that tells it where one does', () => {
  const failed = { ...known, outcome: 'fail' as const };
  const notImplemented = ['ListRegions', 'EnableRegion'];
  const result = sampleResult({ rules: [failed, { ...other, outcome: 'fail' }], notImplemented });
  expect(runProblems(result).map(({ id }) => id)).toEqual([
    'run/implemented/ListRegions',
    'run/implemented/EnableRegion',
  ]);
  expect(untoldProblems(result).map(({ id }) => id)).toEqual(['run/implemented/EnableRegion']);
});
