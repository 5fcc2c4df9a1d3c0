import { expect, test } from 'vitest';
import {
  ExpectationsError,
  applyExpectations,
  expectationsFor,
  parseExpectations,
  type Expectation,
} from './known-failures.ts';
import type { Outcome, RuleResult } from './record.ts';

const TODAY = '2026-11-24';

function result(id: string, outcome: Outcome, message = 'expected 404; got 200'): RuleResult {
  const finding =
    outcome === 'fail' || outcome === 'warn'
      ? { finding: { message, actual: 'got 200' } as RuleResult['finding'] }
      : {};
  const nothing = { statement: '', source: '', operations: [], durationMs: 1, requests: 1, seed: 1 };
  return { id, suite: 'contacts', level: 'must', ...nothing, outcome, ...finding } as RuleResult;
}

const outcomes = (rules: readonly RuleResult[], ...expectations: Expectation[]) =>
  applyExpectations(rules, expectations, TODAY).map(({ outcome }) => outcome);

test('an expected failure is known, with its reason and link', () => {
  const [known] = applyExpectations(
    [result('contacts/delete', 'fail')],
    [{ rule: 'contacts/delete', reason: 'ticket', link: 'https://example.com/1' }],
    TODAY,
  );
  expect(known).toMatchObject({ outcome: 'known', reason: 'ticket (https://example.com/1)' });
});

test('another failure than the expected one still fails', () => {
  const expected = { rule: 'contacts/delete', message: 'expected 403', reason: 'ticket' };
  expect(outcomes([result('contacts/delete', 'fail')], expected)).toEqual(['fail']);
});

test('what passes in spite of its expectation is fixed', () => {
  expect(
    outcomes([result('contacts/delete', 'pass')], { rule: 'contacts/delete', reason: 'ticket' }),
  ).toEqual(['fixed']);
});

test('a pattern is stale only when everything that it names passes', () => {
  const expected = { rule: 'contacts/*', reason: 'ticket' };
  expect(outcomes([result('contacts/a', 'fail'), result('contacts/b', 'pass')], expected)).toEqual([
    'known',
    'pass',
  ]);
  expect(outcomes([result('contacts/a', 'pass'), result('contacts/b', 'pass')], expected)).toEqual([
    'fixed',
    'fixed',
  ]);
});

test('an expired expectation counts no more, and says so', () => {
  const expected = { rule: 'contacts/delete', reason: 'ticket', expires: '2026-11-23' };
  const [rule] = applyExpectations([result('contacts/delete', 'fail')], [expected], TODAY);
  expect(rule).toMatchObject({ outcome: 'fail', reason: expect.stringContaining('expired on 2026-11-23') });
  expect(outcomes([result('contacts/delete', 'fail')], { ...expected, expires: TODAY })).toEqual(['known']);
});

test('what did not run is neither known nor fixed', () => {
  const expected = { rule: 'contacts/*', reason: 'ticket' };
  expect(outcomes([result('contacts/a', 'blocked'), result('contacts/b', 'skipped')], expected)).toEqual([
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
  expect(expectationsFor(rules, kept)).toEqual([
    { rule: 'contacts/a', reason: 'mine' },
    { rule: 'contacts/b', reason: 'got 200' },
  ]);
});

test.each(['blocked', 'skipped', 'flaky', 'error'] as const)(
  'an update drops no expectation of a rule that is %s: it was not seen to pass',
  (outcome) => {
    const kept = [{ rule: 'contacts/a', reason: 'mine' }];
    expect(expectationsFor([result('contacts/a', outcome)], kept)).toEqual(kept);
    expect(expectationsFor([result('contacts/a', 'fixed')], kept)).toEqual([]);
  },
);

test.each([
  ['expectations: [{ rule: a }]', 'expectations.0.reason'],
  ['expectations: [{ rule: a, reason: b, until: c }]', 'expectations.0'],
  ['expectations: [{ rule: a, reason: b, expires: soon }]', 'expected a day'],
  ['expectations: [', 'file.yaml'],
])('a broken file is refused with its place: %s', (text, place) => {
  expect(() => parseExpectations('file.yaml', text)).toThrow(ExpectationsError);
  expect(() => parseExpectations('file.yaml', text)).toThrow(place);
});
