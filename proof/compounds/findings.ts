import type { Finding, RuleResult } from '../../results/record.ts';
import type { NamedFinding } from '../../results/compounds-report.ts';

/** The findings of a rule that failed, or warned. */
export function findingsOf({ outcome, findings = [] }: RuleResult): readonly Finding[] {
  return outcome === 'fail' || outcome === 'warn' ? findings : [];
}

/** Those that came again when the rule ran again: what is there once and not the next time tells no services apart. */
export function firmFindings(result: RuleResult): readonly Finding[] {
  return findingsOf(result).filter(({ flaky }) => flaky !== true);
}

export function named({ rule, answer }: Finding): NamedFinding {
  return { rule, answer };
}
