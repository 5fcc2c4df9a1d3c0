import { findingId, type NormalizedAnswer } from '../../results/normalized-answer.ts';
import type { AnswerExpectation, RuleLevel } from '../../results/record.ts';

/** What one answer breaks, and which statement says so. */
export interface Breach {
  /** An invariant's id, `oracle/<clause>`, or `wire/<anomaly>`. */
  readonly rule: string;
  readonly level: RuleLevel;
  readonly statement: string;
  readonly source: string;
  readonly operation: string;
  readonly expected: string;
  readonly actual: string;
  /** The normalized answer. */
  readonly form: NormalizedAnswer;
  /** How a replay judges the answer. */
  readonly expectation: AnswerExpectation;
}

/** Findings with the same key are one: the rule, the operation and the normalized answer. */
export function bucketOf({ rule, operation, form }: Breach): string {
  return findingId(rule, form, operation);
}

/** Whether it depends on what the target holds, so that a read which lags may show it. */
export function isOfModel({ expectation }: Breach): boolean {
  return expectation.kind === 'model';
}

const NOT_SENT = new Set(['SafetyRefusal', 'Blocked', 'Untouched']);

/** Whether a call was not sent: the guard forbids it, or what it changes could not be put back. */
export function isNotSent(error: unknown): boolean {
  return error instanceof Error && NOT_SENT.has(error.name);
}
