import type { Finding, RuleResult } from '../../results/record.ts';
import type { NamedFinding } from '../../results/compounds-report.ts';

/** The findings of a rule that failed, or warned, each time that it ran. */
export function firmFindings({ outcome, findings = [] }: RuleResult): readonly Finding[] {
  return outcome === 'fail' || outcome === 'warn' ? findings.filter(({ flaky }) => flaky !== true) : [];
}

export function named({ rule, answer }: Finding): NamedFinding {
  return { rule, answer };
}
