import type { RuleResult } from '../../results/record.ts';
import { suiteOf, type Rule } from '../rule.ts';

/** What a result says of a rule or an invariant that did not run. */
export type Stated = Pick<Rule, 'id' | 'level' | 'statement' | 'source'> & Partial<Pick<Rule, 'operations'>>;

/** The result of a rule that does not apply. */
export function skipped(rule: Stated, reason: string): RuleResult {
  return { ...notRun(rule, reason), outcome: 'skipped' };
}

/** The result of a rule that is blocked before it runs. */
export function notRun(rule: Stated, reason: string): RuleResult {
  const { id, level, statement, source, operations = [] } = rule;
  const nothing = { durationMs: 0, requests: 0, seed: 0 };
  return {
    id,
    suite: suiteOf(id),
    level,
    statement,
    source,
    operations: [...operations],
    outcome: 'blocked',
    reason,
    ...nothing,
  };
}
