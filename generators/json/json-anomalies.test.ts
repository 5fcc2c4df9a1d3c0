import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { batteryProblems } from '../battery.ts';
import { samplesOf } from '../histograms.ts';
import { jsonAnomalies } from './json-anomalies.ts';
import { structuralCuts } from './json-syntax.ts';

const contract = loadContract();
const anomalies = jsonAnomalies(contract);
const VALID: readonly JsonObject[] = [
  {},
  { MaxResults: 5, RegionOptStatusContains: ['ENABLED'] },
  { AlternateContactType: 'BILLING', Name: 'a "quoted", {braced} name' },
];

test('ids are unique', () => {
  expect(new Set(anomalies.map(({ id }) => id)).size).toBe(anomalies.length);
});

describe.each(anomalies.map((anomaly) => [anomaly.id, anomaly] as const))('%s', (id, anomaly) => {
  test('passes the battery, and differs from the valid body', () => {
    // Large bodies are the same about any input.
    for (const valid of id.startsWith('huge-') ? VALID.slice(-1) : VALID) {
      const usual = JSON.stringify(valid);
      const problems = batteryProblems({
        arbitrary: anomaly.apply(valid),
        belongs: (bytes) => (id === 'member-name-case' && usual === '{}') || textOf(bytes) !== usual,
        size: (bytes) => (bytes.length < 1e7 ? 0 : 1),
      });
      expect(problems).toEqual([]);
    }
  });

  test('what must be refused is not a JSON object, or holds a number that no member may have', () => {
    if (anomaly.refused !== 'must') return expect(['no-crash', 'contested']).toContain(anomaly.refused);
    for (const valid of VALID) {
      const objects = samplesOf(anomaly.apply(valid), 5).flatMap((bytes): JsonObject[] => objectIn(bytes));
      const wrong = objects.filter(
        ({ MaxResults: number }) =>
          typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 50,
      );
      expect(id.startsWith('number-') ? wrong : objects).toEqual([]);
    }
  });

  test('it applies to some operation', () => {
    expect(Object.values(contract.operations).some((operation) => anomaly.applies(operation))).toBe(true);
  });
});

test('truncations end at every structural place', () => {
  const valid = { A: ['x', 1], B: { C: null } };
  const truncated = anomalies.find(({ id }) => id === 'truncated-at-token');
  const found = new Set(samplesOf(truncated?.apply(valid) ?? neverDrawn(), 20).map((bytes) => bytes.length));
  // { "A" : [ "x" , 1 ] , "B" : { "C" : null } and the last brace that is not cut.
  expect(found).toEqual(new Set(structuralCuts(JSON.stringify(valid))));
  expect(found.size).toBe(16);
});

test('bodies stay near a megabyte at most', () => {
  const longest = anomalies.flatMap((anomaly) =>
    samplesOf(anomaly.apply(VALID[2] ?? {}), 3).map(({ length }) => length),
  );
  expect(Math.max(...longest)).toBeLessThan(1_100_000);
  expect(Math.max(...longest)).toBeGreaterThan(900_000);
});

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function objectIn(bytes: Uint8Array): JsonObject[] {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as JsonObject] : [];
  } catch {
    return [];
  }
}

function neverDrawn(): never {
  throw new RangeError('truncated-at-token');
}
