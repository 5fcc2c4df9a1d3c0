import { describe, expect, test } from 'vitest';
import { OUTCOME_ORDER } from './outcomes.ts';
import type { Outcome, RuleResult } from './record.ts';
import { sampleRule } from './testing/sample-result.ts';
import { describeExcluded, verdictOf } from './verdict.ts';

const rulesWith = (...outcomes: Outcome[]): RuleResult[] =>
  outcomes.map((outcome, index) => sampleRule(`contacts/rule-${index}`, { outcome, reason: 'a reason' }));

test.each<[Outcome, number, number]>([
  ['pass', 0, 0],
  ['fail', 1, 1],
  ['warn', 0, 1],
  ['observed', 0, 0],
  ['skipped', 0, 0],
  ['blocked', 0, 0],
  ['flaky', 0, 1],
  ['error', 3, 3],
  ['known', 0, 0],
  ['fixed', 1, 1],
])(
  'a run with one rule that is %s beside a pass exits %i, strict %i',
  (outcome, exitCode, strictExitCode) => {
    const rules = rulesWith('pass', outcome);
    expect(verdictOf(rules).exitCode).toBe(exitCode);
    expect(verdictOf(rules, { strict: true }).exitCode).toBe(strictExitCode);
  },
);

test('where nothing fails but what is out of date, that is said, and what to do', () => {
  const stale = verdictOf(rulesWith('fixed', 'pass'));
  expect(stale).toMatchObject({ verdict: 'does not conform', exitCode: 1 });
  expect(stale.summary).toBe(
    'The known failures are out of date: 1 fixed, 1 passed. What is fixed fails no more: remove its entry, or have a whole run with --update-known-failures do it.',
  );
  expect(verdictOf(rulesWith('fixed', 'fail')).summary).toMatch(/^Does not conform: 1 failed, 1 fixed\.$/);
});

describe('what is excluded', () => {
  const left = (level: RuleResult['level'], id: string) =>
    sampleRule(id, { level, outcome: 'skipped', excluded: true, reason: 'excluded by contacts' });

  test('is told with its musts, apart from those that did not run', () => {
    const rules = [...rulesWith('pass', 'skipped'), left('must', 'contacts/a'), left('should', 'contacts/b')];
    expect(verdictOf(rules)).toEqual({
      verdict: 'conforms',
      exitCode: 0,
      summary: 'Conforms: 3 skipped, 1 passed; 2 rules excluded, 1 of them a must; 1 must did not run.',
    });
    expect(describeExcluded([left('must', 'contacts/a')])).toBe('1 rule excluded, a must');
    expect(describeExcluded([left('should', 'contacts/a')])).toBe('1 rule excluded, not a must');
    expect(describeExcluded(rulesWith('pass'))).toBe('');
  });

  test('is not complete where it is a must', () => {
    const complete = { requireComplete: true };
    const must = verdictOf([...rulesWith('pass'), left('must', 'contacts/a')], complete);
    expect(must).toEqual({
      verdict: 'incomplete',
      exitCode: 4,
      summary: 'Incomplete: 1 skipped, 1 passed; 1 rule excluded, a must.',
    });
    expect(verdictOf([...rulesWith('pass'), left('should', 'contacts/a')], complete).exitCode).toBe(0);
  });

  test('leaves nothing where it is everything', () => {
    expect(verdictOf([left('must', 'contacts/a')])).toMatchObject({ verdict: 'nothing ran', exitCode: 4 });
  });
});

describe('trouble', () => {
  const denied = { kind: 'denied', met: 'a policy denies standalone account:GetX', next: 'allow that' };
  const blocked = (count: number, of: number) =>
    Array.from({ length: of }, (_, at) =>
      sampleRule(
        `contacts/rule-${at}`,
        at < count ? { outcome: 'blocked', trouble: 'denied' } : { outcome: 'pass' },
      ),
    );

  test('that blocks some rules is told beside the verdict', () => {
    const verdict = verdictOf(blocked(2, 5), { trouble: [denied] });
    expect(verdict).toMatchObject({ verdict: 'conforms', exitCode: 0 });
    expect(verdict.summary).toMatch(
      /2 rules blocked by trouble\. A policy denies standalone account:GetX: allow that\.$/,
    );
  });

  test('a failure beside it is still one', () => {
    const rules = [...blocked(2, 5), sampleRule('contacts/other', { outcome: 'fail' })];
    expect(verdictOf(rules, { trouble: [denied] }).exitCode).toBe(1);
  });

  test('that blocks more than half of the musts leaves no verdict, also where others fail', () => {
    const others = [sampleRule('wire/other', { outcome: 'fail' })];
    expect(verdictOf([...blocked(3, 4), ...others], { trouble: [denied] }).exitCode).toBe(3);
    expect(verdictOf([...blocked(2, 4), ...others], { trouble: [denied] }).exitCode).toBe(1);
  });

  test('that blocks a whole suite leaves no verdict, whatever is skipped in it or watches all', () => {
    const others = Array.from({ length: 9 }, (_, at) => sampleRule(`wire/rule-${at}`, { outcome: 'pass' }));
    const skipped = sampleRule('contacts/skipped', { outcome: 'skipped' });
    const invariant = sampleRule('contacts/invariant', { outcome: 'pass', invariant: true });
    const rules = [...others, ...blocked(1, 1), skipped, invariant];
    expect(verdictOf(rules, { trouble: [denied] }).exitCode).toBe(3);
    expect(verdictOf([...rules, sampleRule('contacts/held', { outcome: 'pass' })]).exitCode).toBe(0);
  });
});

test('every outcome has its place in the order', () => {
  expect(OUTCOME_ORDER).toHaveLength(10);
  expect(OUTCOME_ORDER[0]).toBe('fail');
});

test('5 beats 130 beats 3 beats 1 beats 4', () => {
  const worst = { interrupted: true, notRestored: ['SECURITY contact'], requireComplete: true };
  expect(verdictOf(rulesWith('error', 'fail', 'blocked'), worst).exitCode).toBe(5);
  expect(verdictOf(rulesWith('error', 'fail', 'blocked'), { ...worst, notRestored: [] }).exitCode).toBe(130);
  expect(verdictOf(rulesWith('error', 'fail', 'blocked'), { requireComplete: true }).exitCode).toBe(3);
  expect(verdictOf(rulesWith('fail', 'blocked'), { requireComplete: true }).exitCode).toBe(1);
  expect(verdictOf(rulesWith('pass', 'blocked'), { requireComplete: true }).exitCode).toBe(4);
});

test('an unreachable target gives no verdict, even if rules passed before', () => {
  const { verdict, exitCode, summary } = verdictOf(rulesWith('pass'), { unreachable: 'connection refused' });
  expect({ verdict, exitCode }).toEqual({ verdict: 'error', exitCode: 3 });
  expect(summary).toContain('connection refused');
});

test('state that was not restored is named, and never conforms', () => {
  const { verdict, exitCode, summary } = verdictOf(rulesWith('pass'), {
    notRestored: ['BILLING of 111111111111'],
  });
  expect({ verdict, exitCode }).toEqual({ verdict: 'error', exitCode: 5 });
  expect(summary).toContain('BILLING of 111111111111');
});

test.each([[[]], [rulesWith('skipped')], [rulesWith('blocked', 'skipped')]])(
  'a run without an answer is not a success',
  (rules) => {
    expect(verdictOf(rules)).toMatchObject({ verdict: 'nothing ran', exitCode: 4 });
  },
);

test('an operation that is not implemented does not conform', () => {
  const { exitCode, summary } = verdictOf(rulesWith('pass'), { notImplemented: ['ListRegions'] });
  expect(exitCode).toBe(1);
  expect(summary).toContain('1 operation not implemented');
});

test('musts that did not run are counted, save the unobservable ones', () => {
  const rules = [
    sampleRule('contacts/passed'),
    sampleRule('contacts/hidden', { outcome: 'skipped', reason: 'unobservable: never issued' }),
    sampleRule('contacts/should', { outcome: 'blocked', level: 'should', reason: 'no identity' }),
  ];
  expect(verdictOf(rules, { requireComplete: true }).exitCode).toBe(0);
  const blocked = [
    ...rules,
    sampleRule('contacts/blocked', { outcome: 'blocked', reason: 'unobservable: no' }),
  ];
  expect(verdictOf(blocked, { requireComplete: true })).toMatchObject({ verdict: 'incomplete', exitCode: 4 });
  expect(verdictOf(blocked).summary).toBe('Conforms: 2 blocked, 1 skipped, 1 passed; 1 must did not run.');
});
