import type { Clause } from './clause.ts';
import type { Refusal } from './refusal.ts';

/** How a request must be answered as far as one aspect of it decides, from accepted to refused. */
const ACCEPTANCES = ['must', 'should', 'contested', 'should-refuse', 'must-refuse'] as const;
export type Acceptance = (typeof ACCEPTANCES)[number];

/** The judgement on one aspect of a request, with the refusals that it explains. */
export interface Verdict {
  readonly acceptance: Acceptance;
  readonly clause: Clause;
  readonly refusals: readonly Refusal[];
}

/** The strictest of several verdicts; `null` where there is none. */
export function strictest<T extends { readonly acceptance: Acceptance }>(verdicts: readonly T[]): T | null {
  let found: T | null = null;
  for (const verdict of verdicts) {
    if (!found || rank(verdict.acceptance) > rank(found.acceptance)) found = verdict;
  }
  return found;
}

function rank(acceptance: Acceptance): number {
  return ACCEPTANCES.indexOf(acceptance);
}
