import { OUTCOME_ORDER, OUTCOMES } from './outcomes.ts';
import type { Outcome } from './record.ts';

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** How many rules have each outcome. */
export function countOutcomes(rules: readonly { readonly outcome: Outcome }[]): OutcomeCounts {
  const counts = Object.fromEntries(OUTCOME_ORDER.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of rules) counts[outcome] += 1;
  return counts;
}

/** "2 failed, 1 blocked, 40 passed": what occurs, what asks for action first. */
export function describeCounts(counts: OutcomeCounts): string {
  const parts = OUTCOME_ORDER.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${OUTCOMES[outcome].word}`,
  );
  return parts.length === 0 ? 'no rules' : parts.join(', ');
}
