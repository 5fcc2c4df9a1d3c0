import type { RuleResult } from '../../results/record.ts';
import type { FindingWriter } from '../finding.ts';
import type { InvariantWatch } from './invariant-watch.ts';
import { suiteOf } from '../rule.ts';

/** The invariants as rule results: one broken invariant is one finding with a count. */
export function invariantResults(watch: InvariantWatch, findings: FindingWriter, seed: number): RuleResult[] {
  return watch.tallies.map((tally) => {
    const { invariant, checked, broken, passing } = tally;
    const { id, level, statement, source } = invariant;
    const common = {
      id,
      suite: suiteOf(id),
      level,
      statement,
      source,
      operations: [],
      invariant: true,
      durationMs: 0,
      requests: 0,
      seed,
    };
    if (checked === 0) return { ...common, outcome: 'skipped', reason: 'no exchange that it applies to' };
    const finding = findings.ofInvariant(tally);
    if (!finding) return { ...common, outcome: 'pass', reason: `held for ${checked} exchanges` };
    if (broken === 0) {
      // What is only seen in passing is flaky, as a rule is that fails once.
      const reason = `broken by ${passing} of ${checked} exchanges, but held when they were sent again`;
      return { ...common, outcome: 'flaky', reason, findings: [finding], secondRun: SENT_AGAIN };
    }
    const reason = `broken by ${broken} of ${checked} exchanges`;
    return { ...common, outcome: level === 'must' ? 'fail' : 'warn', reason, findings: [finding] };
  });
}

const SENT_AGAIN = { outcome: 'pass', durationMs: 0, requests: 1 } as const;
