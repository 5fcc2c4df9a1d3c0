import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/package-root.ts';
import { toJson } from './json.ts';
import { OUTCOME_ORDER } from '../results/outcomes.ts';
import {
  LATENCY_BOUNDS_MS,
  type AnswerExpectation,
  type ReplayCall,
  type RunResult,
} from '../results/record.ts';
import { sampleRegion } from '../results/testing/sample-regions.ts';
import { sampleCall, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';
import { EXIT_CODES } from '../results/verdict.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
ajv.addFormat('base64', true);
const validate = ajv.compile(
  JSON.parse(readFileSync(join(packageRoot, 'results/result.schema.json'), 'utf8')),
);

/** One of each kind: a new kind does not compile until it is here, and fails until it is in the schema. */
const EXPECTATIONS: { [K in AnswerExpectation['kind']]: Extract<AnswerExpectation, { kind: K }> } = {
  success: { kind: 'success', output: { Name: 'x' }, outputMatch: 'contains' },
  refused: {
    kind: 'refused',
    answers: [{ error: 'ValidationException', statuses: [400] }],
    reason: 'fieldValidationFailed',
  },
  status: { kind: 'status', statuses: [404] },
  'no-server-error': { kind: 'no-server-error' },
  invariant: { kind: 'invariant', rule: 'wire/request-id' },
  'same-answer': { kind: 'same-answer', as: 0 },
  regions: { kind: 'regions', statuses: { 'us-east-1': 'ENABLED_BY_DEFAULT' }, limit: null },
  unmixed: { kind: 'unmixed', old: { Name: 'x' }, now: { Name: 'y' } },
  model: { kind: 'model', level: 'must' },
  linearizable: { kind: 'linearizable', level: 'should' },
  'any-of': {
    kind: 'any-of',
    of: [{ kind: 'success' }, { kind: 'refused', answers: null }],
  },
  anything: { kind: 'anything' },
};

function wholeResult(): RunResult {
  const wire: ReplayCall = {
    ...sampleCall('ListRegions', '200'),
    request: {
      kind: 'wire',
      operation: null,
      method: 'POST',
      target: '/',
      headers: [['a', 'b']],
      body: 'e30=',
      provokes: ['body'],
      signing: null,
      transport: 'raw',
    },
    withinMs: 10,
    group: 1,
  };
  const calls = [
    wire,
    ...Object.values(EXPECTATIONS).map((expected) => ({ ...sampleCall('ListRegions', '200'), expected })),
  ];
  const counts = LATENCY_BOUNDS_MS.map(() => 1);
  const latency = [{ operation: 'ListRegions', counts: [...counts, 0] }];
  const regions = [sampleRegion(['DISABLED', 'ENABLED'], { EnableRegion: 0 })];
  const result = sampleResult({ requireComplete: true, latency, regions });
  const finding = sampleFinding('contacts/calls', { calls });
  return {
    ...result,
    rules: [...result.rules, sampleRule('contacts/calls', { outcome: 'fail', findings: [finding] })],
  };
}

test('every form of the record is valid against the published schema, and survives the way through text', () => {
  const result = wholeResult();
  const read: unknown = JSON.parse(toJson(result));
  validate(read);
  expect(validate.errors ?? []).toEqual([]);
  expect(read).toEqual(result);
});

test('the sample has every outcome', () => {
  expect(new Set(sampleResult().rules.map(({ outcome }) => outcome))).toEqual(new Set(OUTCOME_ORDER));
});

test.each(Object.entries(EXIT_CODES))(
  'verdict %s and exit code %i are in the schema',
  (verdict, exitCode) => {
    expect(validate({ ...sampleResult(), verdict, exitCode })).toBe(true);
  },
);

test.each<[string, (result: Record<string, unknown>) => unknown]>([
  ['an unknown member', (result) => ({ ...result, extra: 1 })],
  ['another version', (result) => ({ ...result, schemaVersion: 1 })],
  ['an unknown verdict', (result) => ({ ...result, verdict: 'fine' })],
  ['a usage exit code', (result) => ({ ...result, exitCode: 2 })],
  ['a date of another form', (result) => ({ ...result, startedAt: 'yesterday' })],
  [
    'an unknown outcome',
    (result) => ({ ...result, rules: [{ ...sampleRule('contacts/x'), outcome: 'ok' }] }),
  ],
  [
    'a rule with an unknown member',
    (result) => ({ ...result, rules: [{ ...sampleRule('contacts/x'), note: '' }] }),
  ],
  ['a negative duration', (result) => ({ ...result, durationMs: -1 })],
])('the schema refuses %s', (_, change) => {
  expect(validate(change({ ...sampleResult() }))).toBe(false);
});

test.each(Object.keys(sampleResult()).filter((member) => member !== 'strict' && member !== 'deviations'))(
  'the schema requires %s',
  (member) => {
    const { [member as keyof RunResult]: _, ...rest } = sampleResult();
    expect(validate(rest)).toBe(false);
  },
);
