import { validate } from 'ctrf';
import { expect, test } from 'vitest';
import { toCtrf } from './ctrf.ts';
import { sampleResult } from '../results/testing/sample-result.ts';

test.each([false, true])('the report is valid for the reference implementation (strict: %s)', (strict) => {
  const { valid, errors } = validate(JSON.parse(toCtrf(sampleResult({ strict }))));
  expect({ valid, errors: errors ?? [] }).toEqual({ valid: true, errors: [] });
});

test('the reference implementation refuses another status', () => {
  const { valid } = validate(JSON.parse(toCtrf(sampleResult()).replace('"failed"', '"broken"')));
  expect(valid).toBe(false);
});

test('statuses, counts and retries follow from the outcomes', () => {
  const { results } = JSON.parse(toCtrf(sampleResult()));
  expect(results.summary).toMatchObject({ tests: 17, passed: 4, failed: 8, skipped: 5, flaky: 1 });
  const flaky = results.tests.find((one: { name: string }) => one.name === 'regions/flaky-enable');
  expect(flaky).toMatchObject({ status: 'passed', rawStatus: 'flaky', flaky: true, retries: 1 });
  const failed = results.tests.find((one: { name: string }) => one.name === 'contacts/delete-twice');
  expect(failed).toMatchObject({ status: 'failed', message: 'The second delete succeeded.' });
  expect(failed.trace).toContain('--rule contacts/delete-twice');
  expect(results.summary.stop - results.summary.start).toBe(4_321);
});
