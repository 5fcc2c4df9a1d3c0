import { expect, test } from 'vitest';
import {
  KnownFailuresError,
  applyKnownFailures,
  knownFailuresFor,
  parseKnownFailures,
  type KnownFailure,
} from './known-failures.ts';
import type { Finding, Outcome, RuleResult } from './record.ts';

const TODAY = '2026-11-24';

function result(id: string, outcome: Outcome, message = 'expected 404; got 200'): RuleResult {
  const finding =
    outcome === 'fail' || outcome === 'warn' ? { findings: [{ message, actual: 'got 200' } as Finding] } : {};
  const nothing = { statement: '', source: '', operations: [], durationMs: 1, requests: 1, seed: 1 };
  return { id, suite: 'contacts', level: 'must', ...nothing, outcome, ...finding };
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
    { rule: 'contacts/b', reason: 'got 200' },
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
