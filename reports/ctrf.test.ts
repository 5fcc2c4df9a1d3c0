import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { toCtrf } from './ctrf.ts';
import { sampleResult } from './sample-result.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const published = join(dirname(createRequire(import.meta.url).resolve('ctrf')), 'ctrf-schema-0.0.json');
const validate = ajv.compile(JSON.parse(readFileSync(published, 'utf8')));

test.each([false, true])('the report is valid against the published schema (strict: %s)', (strict) => {
  validate(JSON.parse(toCtrf(sampleResult({ strict }))));
  expect(validate.errors ?? []).toEqual([]);
});

test('the published schema refuses another status', () => {
  expect(validate(JSON.parse(toCtrf(sampleResult()).replace('"failed"', '"broken"')))).toBe(false);
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
