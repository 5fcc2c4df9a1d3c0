import { countNoun } from './text/wording.ts';
import { escapeInvisible } from './text/escape-invisible.ts';
import { failsRun, OUTCOMES } from './outcomes.ts';
import type { Outcome, RuleResult, RunResult } from './record.ts';

/** One rule whose outcome differs between two runs. */
interface ChangedRule {
  readonly id: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** A rule that failed in both runs, and a finding that only one of them has. */
interface ChangedFinding {
  readonly rule: string;
  /** The id of the finding. */
  readonly finding: string;
}

export interface Comparison {
  readonly newlyFailing: readonly ChangedRule[];
  /** Of rules that failed before too. */
  readonly newFindings: readonly ChangedFinding[];
  /** Of rules that still fail. */
  readonly goneFindings: readonly ChangedFinding[];
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
  const oldRules = new Map(old.rules.map((rule) => [rule.id, rule]));
  const both = now.rules.flatMap((rule) => {
    const earlier = oldRules.get(rule.id);
    return earlier && isTold(earlier) && isTold(rule) ? [{ earlier, rule }] : [];
  });
  const becoming = (state: State) => changed.filter(({ to }) => to === state).map(({ rule }) => rule);
  return {
    newlyFailing: becoming('failing'),
    newFindings: both.flatMap(({ earlier, rule }) => onlyIn(rule, earlier)),
    goneFindings: both.flatMap(({ earlier, rule }) => onlyIn(earlier, rule)),
    newlyPassing: becoming('passing'),
    newlyNotRun: becoming('not run'),
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
  };
}

/** Whether the findings of a rule can be compared: older versions kept one, without its answer. */
function isTold({ findings = [] }: RuleResult): boolean {
  return findings.length > 0 && findings.every(({ answer }) => answer !== '');
}

/** The firm findings of one result that the other has not, firm or not. */
function onlyIn({ id: rule, findings = [] }: RuleResult, other: RuleResult): ChangedFinding[] {
  const known = new Set(other.findings?.map(({ id }) => id));
  return findings
    .filter(({ id, flaky }) => flaky !== true && !known.has(id))
    .map(({ id: finding }) => ({ rule, finding }));
}

/** A comparison as plain lines, safe to show. */
export function describeComparison(comparison: Comparison): string[] {
  const { newlyFailing, newFindings, goneFindings, newlyPassing, newlyNotRun, added, removed } = comparison;
  const changed = (title: string, rules: readonly ChangedRule[]) =>
    section(
      title,
      rules.map(({ id, before, after }) => `${id} (was ${before}, is ${after})`),
    );
  const lines = [
    ...changed('newly failing', newlyFailing),
    ...sectionOf(
      'found too',
      'finding',
      newFindings.map(({ finding }) => finding),
    ),
    ...sectionOf(
      'no longer found',
      'finding',
      goneFindings.map(({ finding }) => finding),
    ),
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
  return sectionOf(title, 'rule', entries);
}

function sectionOf(title: string, noun: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const left = entries.length - MOST_ENTRIES;
  return [
    `${title}: ${countNoun(entries.length, noun)}`,
    ...entries.slice(0, MOST_ENTRIES).map((entry) => `  ${escapeInvisible(entry)}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

type State = 'failing' | 'passing' | 'not run';

function stateOf(outcome: Outcome, strict: boolean): State {
  if (failsRun(outcome, strict)) return 'failing';
  return OUTCOMES[outcome].answered ? 'passing' : 'not run';
}
