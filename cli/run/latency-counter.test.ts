import { expect, test } from 'vitest';
import { LATENCY_BOUNDS_MS } from '../../results/record.ts';
import { LatencyCounter } from './latency-counter.ts';
import { sampleSent } from '../testing/sample-sent.ts';

test('an answer counts in the first class that it does not exceed', () => {
  const counter = new LatencyCounter();
  for (const durationMs of [0.4, 1, 1.1, 10_000, 10_001])
    counter.observe(sampleSent('ListRegions', {}, { durationMs }));
  const [histogram] = counter.histograms();
  const expected = [...LATENCY_BOUNDS_MS, Infinity].map(() => 0);
  expected.splice(0, 2, 2, 1);
  expected.splice(-2, 2, 1, 1);
  expect(histogram).toEqual({ operation: 'ListRegions', counts: expected });
});

test('an answer that is not whole, or has no operation, is not counted', () => {
  const counter = new LatencyCounter();
  counter.observe(sampleSent('ListRegions', {}, { response: null }));
  counter.observe(sampleSent('ListRegions', {}, { fault: { kind: 'reset', message: '' } }));
  counter.observe(sampleSent(null, {}));
  expect(counter.histograms()).toEqual([]);
});
