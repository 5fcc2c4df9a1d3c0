import { groupMessage } from './describe-finding.ts';
import type { Outcome, RuleResult } from '../../results/record.ts';

/** Rules that have one outcome for one reason. */
export interface ReasonGroup {
  /** In one safe line. */
  readonly reason: string;
  readonly rules: readonly RuleResult[];
}

/** The rules with this outcome by reason, the largest group first. */
export function groupByReason(rules: readonly RuleResult[], outcome: Outcome): ReasonGroup[] {
  const groups = Map.groupBy(
    rules.filter((rule) => rule.outcome === outcome),
    // What was drawn makes no other reason.
    (rule) => groupMessage(rule).replaceAll(/\d{6,}/g, '#'),
  );
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members;
      return first ? [{ reason: groupMessage(first) || 'no reason given', rules: members }] : [];
    })
    .toSorted((one, other) => other.rules.length - one.rules.length);
}

/** "a/b, a/c and 4 more": some of the ids of a group. */
export function someIds(rules: readonly RuleResult[], most: number): string {
  const ids = rules.slice(0, most).map(({ id }) => id);
  const left = rules.length - ids.length;
  return `${ids.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
