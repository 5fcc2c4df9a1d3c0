import { countNoun } from './text/wording.ts';
import { escapeInvisible } from './text/escape-invisible.ts';
import { failsRun, OUTCOMES } from './outcomes.ts';
import type { Outcome, RunResult } from './record.ts';

/** One rule whose outcome differs between two runs. */
interface ChangedRule {
  readonly id: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface Comparison {
  readonly newlyFailing: readonly ChangedRule[];
  readonly newlyPassing: readonly ChangedRule[];
  /** Answered before; now skipped, blocked or in error. */
  readonly newlyNotRun: readonly ChangedRule[];
  /** Ids of rules that only the newer run has. */
  readonly added: readonly string[];
  /** Ids of rules that only the older run has. */
  readonly removed: readonly string[];
}

/** What changed from an older run to a newer one, each judged with its own strictness. */
export function compareResults(old: RunResult, now: RunResult): Comparison {
  const before = new Map(old.rules.map((rule) => [rule.id, rule.outcome]));
  const after = new Map(now.rules.map((rule) => [rule.id, rule.outcome]));
  const changed = [...after].flatMap(([id, outcome]) => {
    const earlier = before.get(id);
    if (earlier === undefined) return [];
    const from = stateOf(earlier, old.strict ?? false);
    const to = stateOf(outcome, now.strict ?? false);
    return from === to ? [] : [{ to, rule: { id, before: earlier, after: outcome } }];
  });
  const becoming = (state: State) => changed.filter(({ to }) => to === state).map(({ rule }) => rule);
  return {
    newlyFailing: becoming('failing'),
    newlyPassing: becoming('passing'),
    newlyNotRun: becoming('not run'),
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
  };
}

/** A comparison as plain lines, safe to show. */
export function describeComparison(comparison: Comparison): string[] {
  const { newlyFailing, newlyPassing, newlyNotRun, added, removed } = comparison;
  const changed = (title: string, rules: readonly ChangedRule[]) =>
    section(
      title,
      rules.map(({ id, before, after }) => `${id} (was ${before}, is ${after})`),
    );
  const lines = [
    ...changed('newly failing', newlyFailing),
    ...changed('newly passing', newlyPassing),
    ...changed('newly not run', newlyNotRun),
    ...section('added', added),
    ...section('removed', removed),
  ];
  return lines.length === 0 ? ['nothing changed'] : lines;
}

/** Of each list; a log that nobody reads to its end helps nobody. */
const MOST_ENTRIES = 20;

function section(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const left = entries.length - MOST_ENTRIES;
  return [
    `${title}: ${countNoun(entries.length, 'rule')}`,
    ...entries.slice(0, MOST_ENTRIES).map((entry) => `  ${escapeInvisible(entry)}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

type State = 'failing' | 'passing' | 'not run';

function stateOf(outcome: Outcome, strict: boolean): State {
  if (failsRun(outcome, strict)) return 'failing';
  return OUTCOMES[outcome].answered ? 'passing' : 'not run';
}
