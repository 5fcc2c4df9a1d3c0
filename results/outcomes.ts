import type { Outcome } from './record.ts';

/** What one outcome means everywhere: on the terminal, in JUnit, for the verdict. */
export interface OutcomeMeaning {
  readonly symbol: string;
  /** How a rule with this outcome is counted, e.g. "12 passed". */
  readonly word: string;
  /** The JUnit child of its test case; `skipped` is also how dashboards show a known failure (as pytest does). */
  readonly junit: JUnitChild;
  readonly junitStrict: JUnitChild;
  /** Whether a rule with this outcome fails the run. */
  readonly fails: 'always' | 'strict' | 'never';
  /** Whether the rule gave an answer about the target. */
  readonly answered: boolean;
  /** Where it stands in lists: what asks for action comes first. */
  readonly rank: number;
}

export type JUnitChild = 'none' | 'failure' | 'error' | 'skipped';

/**
 * The one table of outcomes. A flaky rule passes unless strict, with both runs in its output: a CI that fails on
 * what passed when repeated is soon ignored, and `<flakyFailure>` is read by few. An error is the harness's, so the run
 * has no verdict; it is not a failure of the target.
 */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeMeaning>> = {
  fail: row(0, '✗', 'failed', 'failure', 'failure', 'always', true),
  fixed: row(1, '✗', 'fixed', 'failure', 'failure', 'always', true),
  error: row(2, 'E', 'in error', 'error', 'error', 'never', false),
  flaky: row(3, '~', 'flaky', 'none', 'failure', 'strict', true),
  warn: row(4, '!', 'warned', 'none', 'failure', 'strict', true),
  known: row(5, 'k', 'known', 'skipped', 'skipped', 'never', true),
  blocked: row(6, '⊘', 'blocked', 'skipped', 'skipped', 'never', false),
  skipped: row(7, '-', 'skipped', 'skipped', 'skipped', 'never', false),
  observed: row(8, '○', 'observed', 'none', 'none', 'never', true),
  pass: row(9, '✓', 'passed', 'none', 'none', 'never', true),
};

/** All outcomes, those that ask for action first. */
export const OUTCOME_ORDER: readonly Outcome[] = (Object.keys(OUTCOMES) as Outcome[]).toSorted(
  (one, other) => OUTCOMES[one].rank - OUTCOMES[other].rank,
);

/** Whether a rule with this outcome fails the run. */
export function failsRun(outcome: Outcome, strict: boolean): boolean {
  const { fails } = OUTCOMES[outcome];
  return fails === 'always' || (strict && fails === 'strict');
}

function row(
  rank: number,
  symbol: string,
  word: string,
  junit: JUnitChild,
  junitStrict: JUnitChild,
  fails: OutcomeMeaning['fails'],
  answered: boolean,
): OutcomeMeaning {
  return { rank, symbol, word, junit, junitStrict, fails, answered };
}
