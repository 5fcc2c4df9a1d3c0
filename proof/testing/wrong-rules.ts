import type { RuleResult } from '../../results/record.ts';

const WRONG: ReadonlySet<RuleResult['outcome']> = new Set(['fail', 'warn', 'flaky', 'error'] as const);

/** The rules that have something against the service, or could not judge it for a fault of ours. */
export function wrongRules(rules: readonly RuleResult[]): RuleResult[] {
  return rules.filter(({ outcome }) => WRONG.has(outcome));
}

/** A result with its findings, in a line. */
export function ruleLine({ id, outcome, reason, findings = [] }: RuleResult): string {
  const met = findings.map(({ expected, actual }) => `${expected}; got ${actual}`);
  return [`${outcome} ${id}`, reason, ...met].filter(Boolean).join(': ');
}
