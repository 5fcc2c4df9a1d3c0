import { expect, test } from 'vitest';
import { loadLifecycle } from '../../../spec/load-lifecycle.ts';
import type { RegionHistory } from '../../../results/record.ts';
import { regionChanges } from './region-changes.ts';
import { sampleRegion } from '../../../results/testing/sample-regions.ts';

const verdicts = (history: RegionHistory) =>
  regionChanges(history, loadLifecycle()).map(({ verdict }) => verdict);

test('a change with its pending status is allowed once it was asked for', () => {
  const statuses = ['DISABLED', 'ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'];
  expect(verdicts(sampleRegion(statuses, { EnableRegion: 0, DisableRegion: 2 }))).toEqual([
    'allowed',
    'allowed',
    'allowed',
    'allowed',
  ]);
  expect(verdicts(sampleRegion(statuses, {}))).toEqual(['unexplained', 'allowed', 'unexplained', 'allowed']);
});

test('a target may settle at once, and not each status need be seen', () => {
  expect(verdicts(sampleRegion(['DISABLED', 'ENABLED'], { EnableRegion: 0 }))).toEqual(['allowed']);
  expect(
    verdicts(sampleRegion(['ENABLING', 'DISABLING', 'ENABLED'], { DisableRegion: 0, EnableRegion: 1 })),
  ).toEqual(['allowed', 'allowed']);
});

test.each([
  ['a pending change is given up', ['DISABLED', 'ENABLING', 'DISABLED'], { EnableRegion: 0 }, 1],
  ['a fixed status changes', ['ENABLED_BY_DEFAULT', 'DISABLED'], { DisableRegion: 0 }, 0],
  ['a status is none', ['DISABLED', 'OFF'], { EnableRegion: 0, DisableRegion: 0 }, 0],
])('it is unexplained when %s', (_, statuses, requests, at) => {
  expect(verdicts(sampleRegion(statuses, requests))[at]).toBe('unexplained');
});

test('answers to requests at the same time prove no order', () => {
  const history = sampleRegion(['ENABLED', 'DISABLED'], {});
  const [first, second] = history.seen;
  if (first && second) first.toMs = second.fromMs + 1;
  expect(verdicts(history)).toEqual(['unordered']);
});

test('nothing is unexplained where entries are missing', () => {
  expect(verdicts({ ...sampleRegion(['ENABLED', 'DISABLED'], {}), left: 1 })).toEqual(['unordered']);
});
