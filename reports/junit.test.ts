import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/package-root.ts';
import { toJUnit } from './junit.ts';
import { HOSTILE, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';

const schema = readFileSync(join(packageRoot, 'reports/junit-10.xsd'), 'utf8');

async function problemsOf(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
}

function caseOf(xml: string, id: string): string {
  return new RegExp(`<testcase [^>]*name="${id}"[^]*?</testcase>`).exec(xml)?.[0] ?? '';
}

test('a result with every outcome and hostile texts is valid', async () => {
  expect(await problemsOf(toJUnit(sampleResult()))).toEqual([]);
  expect(await problemsOf(toJUnit(sampleResult({ strict: true })))).toEqual([]);
  expect(await problemsOf(toJUnit(sampleResult({ rules: [], notRestored: [HOSTILE] })))).toEqual([]);
});

test('the schema of this test refuses what it should', async () => {
  const xml = toJUnit(sampleResult());
  expect(await problemsOf(xml.replace('<failure', '<reason').replace('</failure', '</reason'))).not.toEqual(
    [],
  );
  expect(await problemsOf(xml.replace('<testsuites ', '<testsuites skipped="1" '))).not.toEqual([]);
});

test('everything that a target or a rule says may be hostile', async () => {
  const end = ']]> and ]]>]]> <skipped/>';
  const everything = `${HOSTILE}${end}`;
  const finding = sampleFinding('contacts/x', {
    message: everything,
    actual: everything,
    variant: everything,
  });
  const texts = { statement: everything, source: everything, reason: everything };
  const rules = (['fail', 'error', 'skipped', 'warn'] as const).map((outcome) =>
    sampleRule(`${everything}/${outcome}`, { outcome, findings: [finding], ...texts }),
  );
  const xml = toJUnit(sampleResult({ rules, notImplemented: [everything] }));
  expect(await problemsOf(xml)).toEqual([]);
  expect(xml.match(/<skipped /g)).toHaveLength(1);
  expect(xml).not.toContain('\u200B');
  expect(xml).not.toContain('\u001B');
});

test.each([
  ['contacts/put-then-get', null, null],
  ['contacts/get-absent', 'failure', 'failure'],
  ['wire/request-id', null, 'failure'],
  ['wire/get-method', null, null],
  ['regions/flaky-enable', null, 'failure'],
  ['primary-contact/known', 'skipped', 'skipped'],
  ['primary-contact/fixed', 'failure', 'failure'],
  ['context/member-of-other-organization', 'skipped', 'skipped'],
  ['consistency/crashed', 'error', 'error'],
])('%s has the child %s, strict %s', (id, child, strictChild) => {
  const childOf = (strict: boolean) =>
    /<(failure|error|skipped) message="[^"]+" type="[a-z]+"/.exec(
      caseOf(toJUnit(sampleResult({ strict })), id),
    )?.[1] ?? null;
  expect(caseOf(toJUnit(sampleResult()), id)).toContain(`name="${id}" time="0.013"`);
  expect(childOf(false)).toBe(child);
  expect(childOf(true)).toBe(strictChild);
});

test('a failure says what is required, what came, and how to see it again', () => {
  const failure =
    /<failure[^]*<\/failure>/.exec(caseOf(toJUnit(sampleResult()), 'contacts/delete-twice'))?.[0] ?? '';
  const finding = sampleResult().rules.find(({ id }) => id === 'contacts/delete-twice')?.findings?.[0];
  expect(failure).toContain(`message="${finding?.message}"`);
  expect(failure).toContain(finding?.statement);
  expect(failure).toContain(finding?.expected);
  expect(failure).toContain(finding?.reproduce.command);
  expect(failure).toContain('  3. standalone: DeleteAlternateContact {"AlternateContactType":"BILLING"}');
});

test('each case says level, source and seed, and a flaky one shows both runs', () => {
  const flaky = caseOf(toJUnit(sampleResult()), 'regions/flaky-enable');
  expect(flaky).toContain('classname="account-conformance.regions"');
  expect(flaky).toMatch(/level: must\n.*\nsource: guide: GetAlternateContact › Errors\nseed: 1234\n/);
  expect(flaky).toContain('the same rule, run again: pass');
  expect(flaky).toContain('Refused with another error');
});

test('the counts are those of the children', () => {
  const root = /<testsuites[^>]*>/.exec(toJUnit(sampleResult()))?.[0];
  expect(root).toBe('<testsuites name="account-conformance" tests="17" failures="6" errors="2">');
});

test('a run that came to nothing is not green', () => {
  const xml = toJUnit(sampleResult({ rules: [], notImplemented: [] }));
  expect(xml).toContain('name="run/verdict"');
  expect(xml).toContain('<error message="Nothing ran: no rules."');
  expect(toJUnit(sampleResult({ rules: [sampleRule('contacts/a')], notImplemented: [] }))).not.toContain(
    'name="run/',
  );
});

test('what was excluded stands in the properties, with its musts, and is skipped', async () => {
  const left = sampleRule('contacts/a', {
    outcome: 'skipped',
    excluded: true,
    reason: 'excluded by contacts',
  });
  const xml = toJUnit(sampleResult({ rules: [left, sampleRule('errors/b')] }));
  expect(xml).toContain('<property name="excluded" value="1 rule excluded, a must"/>');
  expect(caseOf(xml, 'contacts/a')).toContain('<skipped message="excluded by contacts" type="skipped"/>');
  expect(toJUnit(sampleResult())).not.toContain('name="excluded"');
  expect(await problemsOf(xml)).toEqual([]);
});
