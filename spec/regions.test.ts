import { expect, test } from 'vitest';
import { loadEvidence } from './load-evidence.ts';
import { loadEvents } from './load-events.ts';
import { loadLifecycle } from './load-lifecycle.ts';
import { loadQuotas } from './load-quotas.ts';
import { loadContract } from './load-contract.ts';
import { loadRegions } from './load-regions.ts';

test('seventeen regions are enabled by default, twelve stand in the guide as opt-in, five came later', () => {
  const { defaults, optIn, later, otherPartitions } = loadRegions();
  expect([defaults, optIn, later, otherPartitions].map(({ length }) => length)).toEqual([17, 12, 5, 4]);
});

test('the events of a region change carry the statuses of its transition', () => {
  const { statuses } = loadEvents().regionChange;
  for (const { request, via, to } of loadLifecycle().transitions)
    expect(statuses[request]).toEqual({ starts: via, ends: to });
});

test('each of the nine operations has a documented rate', () => {
  expect(Object.keys(loadQuotas().rates).toSorted()).toEqual(
    Object.keys(loadContract().operations).toSorted(),
  );
});

test('golden answers have the status that the contract gives their error', () => {
  const { errors, operations } = loadContract('current');
  const steps = loadEvidence().flatMap((entry) => entry.steps);
  expect(steps.length).toBeGreaterThan(20);
  for (const { operation, answers } of steps) {
    for (const { status, error } of answers) {
      const expected = error
        ? errors.find(({ name, scope }) => name === error && scope === 'operation')?.statuses
        : [operations[operation]?.successStatus];
      expect(expected, `${operation} ${error}`).toContain(status);
    }
  }
});
