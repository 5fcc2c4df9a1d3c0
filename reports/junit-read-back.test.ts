import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseJUnit } from 'junit2json';
import testResults from 'test-results-parser';
import { expect, onTestFinished, test } from 'vitest';
import { toJUnit } from './junit.ts';
import { failsRun, OUTCOMES } from '../results/outcomes.ts';
import type { RunResult } from '../results/record.ts';
import { HOSTILE, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';

/** What GitLab reads at most: a file of 30 MB, with names of 255 characters, of equal names only the first. */
const GITLAB_BYTES = 30_000_000;
const GITLAB_NAME = 255;

async function readByJunit2json(result: RunResult) {
  const root = await parseJUnit(toJUnit(result));
  if (!root || !('testsuite' in root)) throw new Error('junit2json found no test suites');
  return (root.testsuite ?? []).flatMap(({ testcase = [] }) => testcase);
}

async function readByTestResults(result: RunResult) {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-junit-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'junit.xml');
  await writeFile(file, toJUnit(result));
  return testResults.parse({ type: 'junit', files: [file] }).suites.flatMap(({ cases }) => cases);
}

const run = (strict = false) => sampleResult({ strict, notImplemented: [] });
const children = (strict: boolean) =>
  Object.fromEntries(
    run(strict).rules.map(({ id, outcome }) => {
      const { junit, junitStrict } = OUTCOMES[outcome];
      return [id, strict ? junitStrict : junit];
    }),
  );

test.each([false, true])('junit2json reads each rule with what it is (strict: %s)', async (strict) => {
  const cases = await readByJunit2json(run(strict));
  const read = cases
    .filter(({ name }) => !name?.startsWith('run/'))
    .map(({ name, failure, error, skipped }) => [
      name,
      failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'none',
    ]);
  expect(Object.fromEntries(read)).toEqual(children(strict));
});

test('junit2json reads why a rule failed or was skipped', async () => {
  const cases = await readByJunit2json(run());
  const failed = cases.find(({ name }) => name === 'contacts/get-absent');
  expect(failed?.failure?.[0]?.message).toBe('Refused with another error than the contract names.');
  expect(failed?.failure?.[0]?.inner).toContain('ResourceNotFoundException');
  const skipped = cases.find(({ name }) => name === 'context/member-of-other-organization');
  expect(skipped?.skipped?.[0]?.message).toBe('no identity in the role member is configured');
});

test.each([false, true])('test-results-parser fails the same rules (strict: %s)', async (strict) => {
  const cases = await readByTestResults(run(strict));
  const failed = cases.filter(({ status, name }) => status === 'FAIL' && !name.startsWith('run/'));
  const expected = run(strict).rules.filter(
    ({ outcome }) => failsRun(outcome, strict) || outcome === 'error',
  );
  expect(failed.map(({ name }) => name).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  expect(failed.find(({ name }) => name === 'contacts/get-absent')?.failure).toContain(
    'Refused with another',
  );
});

test('both read what is hostile as text', async () => {
  const finding = sampleFinding('contacts/x', { message: `${HOSTILE} ]]>`, actual: `${HOSTILE} ]]> ]]>` });
  const result = sampleResult({
    rules: [sampleRule('contacts/x', { outcome: 'fail', findings: [finding] })],
    notImplemented: [],
  });
  const [one] = await readByJunit2json(result);
  expect(one?.failure?.[0]?.message).toContain('<script>window.pwned=1</script>');
  expect(one?.failure?.[0]?.inner).toContain(']]> ]]>');
  const [other] = await readByTestResults(result);
  expect(other).toMatchObject({ name: 'contacts/x', status: 'FAIL' });
});

test('a large run of long findings stays below what GitLab reads', () => {
  const long = 'x'.repeat(100_000);
  const rules = Array.from({ length: 2_000 }, (_, index) => {
    const id = `contacts/${index}`;
    if (index >= 500) return sampleRule(id, { reason: long });
    const finding = sampleFinding(id, { message: long, expected: long, actual: long, variant: long });
    return sampleRule(id, { outcome: 'fail', reason: long, findings: [finding] });
  });
  expect(Buffer.byteLength(toJUnit(sampleResult({ rules })))).toBeLessThan(GITLAB_BYTES);
});

test('names are distinct and short enough for GitLab', () => {
  const xml = toJUnit(sampleResult());
  const names = [...xml.matchAll(/<testcase [^>]*?\bname="([^"]*)"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(14);
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(GITLAB_NAME);
});
