import { expect, test } from 'vitest';
import {
  KnownFailuresError,
  applyKnownFailures,
  knownFailuresFor,
  parseKnownFailures,
  type KnownFailure,
} from './known-failures.ts';
import type { Finding, Outcome, RuleResult } from './record.ts';
import { sampleFinding } from './testing/sample-result.ts';

const TODAY = '2026-11-24';

function result(id: string, outcome: Outcome, ...answers: string[]): RuleResult {
  const fails = outcome === 'fail' || outcome === 'warn' || outcome === 'known';
  const found = answers.length === 0 ? ['200 no refusal'] : answers;
  const findings = fails ? { findings: found.map(findingOf) } : {};
  const nothing = { statement: '', source: '', operations: [], durationMs: 1, requests: 1, seed: 1 };
  return { id, suite: 'contacts', level: 'must', ...nothing, outcome, ...findings };
}

function findingOf(answer: string): Finding {
  const sample = sampleFinding('contacts/delete');
  const message = `expected 404; got ${answer}`;
  return { ...sample, operation: 'DeleteAlternateContact', answer, message, actual: `got ${answer}` };
}

const outcomes = (rules: readonly RuleResult[], ...knownFailures: KnownFailure[]) =>
  applyKnownFailures(rules, knownFailures, TODAY).map(({ outcome }) => outcome);

test('a failure that is listed is known, with its reason and link', () => {
  const [known] = applyKnownFailures(
    [result('contacts/delete', 'fail')],
    [{ rule: 'contacts/delete', reason: 'ticket', link: 'https://example.com/1' }],
    TODAY,
  );
  expect(known).toMatchObject({ outcome: 'known', reason: 'ticket (https://example.com/1)' });
});

test('another failure than the known one still fails', () => {
  const entry = { rule: 'contacts/delete', message: 'expected 403', reason: 'ticket' };
  expect(outcomes([result('contacts/delete', 'fail')], entry)).toEqual(['fail']);
});

test('a known finding does not hide another one, which then stands first', () => {
  const entry = { rule: 'contacts/delete', answer: '200 no refusal', reason: 'ticket' };
  const both = result('contacts/delete', 'fail', '200 no refusal', '500 HTML');
  const [rule] = applyKnownFailures([both], [entry], TODAY);
  expect(rule).toMatchObject({ outcome: 'fail', reason: '1 of 2 findings known (ticket)' });
  expect(rule?.findings?.map(({ answer }) => answer)).toEqual(['500 HTML', '200 no refusal']);
  const another = { ...entry, answer: '500 HTML', reason: 'other' };
  const [known] = applyKnownFailures([both], [entry, another], TODAY);
  expect(known).toMatchObject({ outcome: 'known', reason: 'ticket; other' });
  expect(outcomes([result('contacts/delete', 'fail', '500 HTML')], entry)).toEqual(['fail']);
});

test('an entry without an answer knows the whole rule', () => {
  const both = result('contacts/delete', 'fail', '200 no refusal', '500 HTML');
  expect(outcomes([both], { rule: 'contacts/delete', reason: 'ticket' })).toEqual(['known']);
  const message = 'expected 404; got 500';
  expect(outcomes([both], { rule: 'contacts/delete', message, reason: 'ticket' })).toEqual(['known']);
});

test('an entry may know a finding of one operation only', () => {
  const entry = { rule: 'errors/*', answer: '400 HTML', reason: 'ticket' };
  const broken = result('errors/body', 'fail', '400 HTML');
  expect(outcomes([broken], { ...entry, operation: 'DeleteAlternateContact' })).toEqual(['known']);
  expect(outcomes([broken], { ...entry, operation: 'ListRegions' })).toEqual(['fail']);
});

test('where only a flaky finding is not known, the rule is flaky', () => {
  const entry = { rule: 'contacts/delete', answer: '200 no refusal', reason: 'ticket' };
  const both = result('contacts/delete', 'fail', '200 no refusal', '500 HTML');
  const findings = both.findings?.map((one) =>
    one.answer === '500 HTML' ? { ...one, flaky: true as const } : one,
  );
  expect(outcomes([{ ...both, findings: findings ?? [] }], entry)).toEqual(['flaky']);
});

test('what was only counted is known by an entry for the whole rule alone', () => {
  const rule = { ...result('contacts/delete', 'fail'), moreFindings: 3 };
  const entry = { rule: 'contacts/delete', answer: '200 no refusal', reason: 'ticket' };
  expect(outcomes([rule], entry)).toEqual(['fail']);
  expect(outcomes([rule], entry, { rule: 'contacts/delete', reason: 'all' })).toEqual(['known']);
});

test('a rule that fails otherwise than an entry says is not fixed: another seed may show it again', () => {
  const entry = { rule: 'contacts/*', answer: '200 no refusal', reason: 'ticket' };
  const rules = [result('contacts/a', 'fail', '500 HTML'), result('contacts/b', 'pass')];
  expect(outcomes(rules, entry)).toEqual(['fail', 'pass']);
  expect(outcomes([result('contacts/b', 'pass')], entry)).toEqual(['fixed']);
});

test('what passes and is listed as a known failure is fixed', () => {
  expect(
    outcomes([result('contacts/delete', 'pass')], { rule: 'contacts/delete', reason: 'ticket' }),
  ).toEqual(['fixed']);
});

test('a pattern is stale only when everything that it names passes', () => {
  const entry = { rule: 'contacts/*', reason: 'ticket' };
  expect(outcomes([result('contacts/a', 'fail'), result('contacts/b', 'pass')], entry)).toEqual([
    'known',
    'pass',
  ]);
  expect(outcomes([result('contacts/a', 'pass'), result('contacts/b', 'pass')], entry)).toEqual([
    'fixed',
    'fixed',
  ]);
});

test('an expired known failure counts no more, and says so', () => {
  const entry = { rule: 'contacts/delete', reason: 'ticket', expires: '2026-11-23' };
  const [rule] = applyKnownFailures([result('contacts/delete', 'fail')], [entry], TODAY);
  expect(rule).toMatchObject({ outcome: 'fail', reason: expect.stringContaining('expired on 2026-11-23') });
  expect(outcomes([result('contacts/delete', 'fail')], { ...entry, expires: TODAY })).toEqual(['known']);
});

test('what did not run is neither known nor fixed', () => {
  const entry = { rule: 'contacts/*', reason: 'ticket' };
  expect(outcomes([result('contacts/a', 'blocked'), result('contacts/b', 'skipped')], entry)).toEqual([
    'blocked',
    'skipped',
  ]);
});

test('an update keeps an entry of which nothing ran, such as one of another edition', () => {
  const kept = [{ rule: 'primary-email/a', reason: 'mine' }];
  expect(knownFailuresFor([result('contacts/a', 'pass')], kept)).toEqual(kept);
});

test('what is excluded is neither known nor fixed, nor is a pattern that names it', () => {
  const left = { ...result('contacts/a', 'skipped'), excluded: true as const };
  const entry = { rule: 'contacts/*', reason: 'ticket' };
  expect(outcomes([left, result('contacts/b', 'pass')], entry)).toEqual(['skipped', 'pass']);
  expect(knownFailuresFor([left, result('contacts/b', 'pass')], [entry])).toEqual([entry]);
});

test('an update keeps what still fails, adds what is new and drops what is gone', () => {
  const kept = [
    { rule: 'contacts/a', reason: 'mine' },
    { rule: 'contacts/gone', reason: 'old' },
  ];
  const rules = [
    result('contacts/a', 'known'),
    result('contacts/b', 'fail'),
    result('contacts/gone', 'pass'),
  ];
  expect(knownFailuresFor(rules, kept)).toEqual([
    { rule: 'contacts/a', reason: 'mine' },
    { rule: 'contacts/b', answer: '200 no refusal', reason: 'got 200 no refusal' },
  ]);
});

test('an update writes each finding with its answer, that of an invariant with its operation, and none that is flaky', () => {
  const rule = result('contacts/a', 'fail', '200 no refusal', '500 HTML');
  const [known, added] = rule.findings ?? [];
  const flaky = { ...findingOf('404 HTML'), flaky: true as const };
  const findings = [known, added, flaky].flatMap((one) => one ?? []);
  const kept = [{ rule: 'contacts/a', answer: '200 no refusal', reason: 'mine' }];
  const rules = [
    { ...rule, findings },
    { ...result('errors/body', 'warn', '400 HTML'), invariant: true },
  ];
  expect(knownFailuresFor(rules, kept)).toEqual([
    ...kept,
    { rule: 'contacts/a', answer: '500 HTML', reason: 'got 500 HTML' },
    {
      rule: 'errors/body',
      operation: 'DeleteAlternateContact',
      answer: '400 HTML',
      reason: 'got 400 HTML',
    },
  ]);
});

test.each(['blocked', 'skipped', 'flaky', 'error'] as const)(
  'an update drops no entry of a rule that is %s: it was not seen to pass',
  (outcome) => {
    const kept = [{ rule: 'contacts/a', reason: 'mine' }];
    expect(knownFailuresFor([result('contacts/a', outcome)], kept)).toEqual(kept);
    expect(knownFailuresFor([result('contacts/a', 'fixed')], kept)).toEqual([]);
  },
);

test.each([
  ['knownFailures: [{ rule: a }]', 'knownFailures.0.reason'],
  ['knownFailures: [{ rule: a, reason: b, until: c }]', 'knownFailures.0'],
  ['knownFailures: [{ rule: a, reason: b, expires: soon }]', 'expected a day'],
  ['knownFailures: [', 'file.yaml'],
  ['expectations: []', 'file.yaml › (root): expectations is called knownFailures now'],
  ['expectations: []\nknownFailures: []', 'expectations is called knownFailures now'],
])('a broken file is refused with its place: %s', (text, place) => {
  expect(() => parseKnownFailures('file.yaml', text)).toThrow(KnownFailuresError);
  expect(() => parseKnownFailures('file.yaml', text)).toThrow(place);
});
