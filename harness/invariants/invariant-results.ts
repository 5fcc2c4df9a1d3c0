import { MOST_FINDINGS, type RuleResult } from '../../results/record.ts';
import type { FindingWriter } from '../finding.ts';
import type { InvariantWatch } from './invariant-watch.ts';
import { suiteOf } from '../rule.ts';

/** The invariants as rule results: one finding, with a count, for each operation and normalized answer. */
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
    const { kinds } = tally.breaches;
    if (kinds.length === 0) return { ...common, outcome: 'pass', reason: `held for ${checked} exchanges` };
    // What is only seen in passing is flaky, as a rule is that fails once.
    const shown = kinds.slice(0, MOST_FINDINGS).map((kind) => ({
      ...findings.ofInvariant(invariant, kind),
      ...(kind.broken === 0 && broken > 0 ? { flaky: true as const } : {}),
    }));
    const more = kinds.length - shown.length;
    const found = { ...common, findings: shown, ...(more > 0 ? { moreFindings: more } : {}) };
    if (broken === 0) {
      const reason = `broken by ${passing} of ${checked} exchanges, but held when they were sent again`;
      return { ...found, outcome: 'flaky', reason, secondRun: SENT_AGAIN };
    }
    const reason = `broken by ${broken} of ${checked} exchanges`;
    return { ...found, outcome: level === 'must' ? 'fail' : 'warn', reason };
  });
}

const SENT_AGAIN = { outcome: 'pass', durationMs: 0, requests: 1 } as const;
