import { countNoun, describeResent } from './text/wording.ts';
import { countOutcomes, describeCounts, failsRun, OUTCOMES } from './outcomes.ts';
import { missingOperations } from './run-problems.ts';
import type { RecordedTrouble, RuleResult, Verdict } from './record.ts';
import { describeTrouble, endedTooSoon, leavesNoVerdict, troubled } from './trouble.ts';

/** Exit codes that a finished run can have; 2 (usage) and 6 (safety) come before any rule. */
export const EXIT_CODES = {
  conforms: 0,
  'does not conform': 1,
  error: 3,
  'nothing ran': 4,
  incomplete: 4,
  interrupted: 130,
} as const satisfies Record<Verdict, number>;

/** Exit code of a run that left the target's state changed, whatever its verdict. */
const NOT_RESTORED_EXIT_CODE = 5;

/** How the summary of such a run begins. */
export const UNREACHABLE = 'Target unreachable: ';

/** What beside the rules decides about a run. */
export interface RunCircumstances {
  readonly strict?: boolean | undefined;
  readonly requireComplete?: boolean | undefined;
  readonly interrupted?: boolean | undefined;
  /** What could not be put back. */
  readonly notRestored?: readonly string[] | undefined;
  /** The command that tries to put it back again; where there is a journal. */
  readonly restoreWith?: string | null | undefined;
  /** Why the target could not be reached. */
  readonly unreachable?: string | null | undefined;
  /** Why the run ended: nothing more could be changed safely, or we ourselves failed. */
  readonly fault?: string | null | undefined;
  /** Of several shards this one got none of the selected rules. */
  readonly emptyShard?: boolean | undefined;
  /** Operations whose valid probe was answered with no error name of the contract. */
  readonly notImplemented?: readonly string[] | undefined;
  /** What said nothing about the target. */
  readonly trouble?: readonly RecordedTrouble[] | undefined;
  /** How many requests were sent again, by what had come of them before. */
  readonly resent?: Readonly<Record<string, number>> | undefined;
}

/** Verdict, exit code and one sentence for a run. The worst counts: 5, then 130, 3, 1, 4, 0. */
export function verdictOf(
  rules: readonly RuleResult[],
  circumstances: RunCircumstances = {},
): { verdict: Verdict; exitCode: number; summary: string } {
  const notRestored = circumstances.notRestored ?? [];
  const { verdict, summary: judged } = judge(rules, circumstances);
  const again = circumstances.unreachable ? '' : describeResent(circumstances.resent);
  const trouble = circumstances.fault ? [] : (circumstances.trouble ?? []).map(describeTrouble);
  const notes = [...trouble, ...(again === '' ? [] : [again])];
  const summary = [judged, ...notes.map((note) => `${note}.`)].join(' ');
  const { restoreWith = null } = circumstances;
  const then = restoreWith === null ? '' : `; "${restoreWith}" tries again`;
  if (notRestored.length === 0) return { verdict, summary, exitCode: EXIT_CODES[verdict] };
  return {
    verdict: verdict === 'conforms' ? 'error' : verdict,
    exitCode: NOT_RESTORED_EXIT_CODE,
    summary: `State could not be restored (${notRestored.join('; ')})${then}. ${summary}`,
  };
}

function judge(
  rules: readonly RuleResult[],
  {
    strict = false,
    requireComplete = false,
    interrupted,
    unreachable,
    fault,
    emptyShard,
    notImplemented = [],
  }: RunCircumstances,
): { verdict: Verdict; summary: string } {
  const counts = countOutcomes(rules);
  const told = describeCounts(counts);
  const missed = rules.filter(isMissedMust).length;
  const blocked = troubled(rules).length;
  const met = blocked > 0 ? `; ${countNoun(blocked, 'rule')} blocked by trouble` : '';
  const excluded = excludedMusts(rules);
  const left = describeExcluded(rules);
  const leftNote = left === '' ? '' : `; ${left}`;
  const missedNote = `${leftNote}${missed > 0 ? `; ${countNoun(missed, 'must')} did not run${met}` : met}`;
  if (interrupted) return { verdict: 'interrupted', summary: `Interrupted: ${told}.` };
  if (fault) return { verdict: 'error', summary: `No verdict, the run ended: ${fault}. ${told}.` };
  if (unreachable) return { verdict: 'error', summary: `${UNREACHABLE}${unreachable}.` };
  if (counts.error > 0) {
    return { verdict: 'error', summary: `No verdict, ${counts.error} in error: ${told}${missedNote}.` };
  }
  if (leavesNoVerdict(rules)) {
    return { verdict: 'error', summary: `No verdict, trouble blocked too much: ${told}${missedNote}.` };
  }
  if (endedTooSoon(rules)) {
    return { verdict: 'error', summary: `No verdict, the time was over too soon: ${told}${missedNote}.` };
  }
  const failing = rules.filter(({ outcome }) => failsRun(outcome, strict)).length;
  const absent = notImplemented.length;
  const operations =
    absent > 0 ? `; ${absent} ${absent === 1 ? 'operation' : 'operations'} not implemented` : '';
  const missing = missingOperations(notImplemented, rules).length;
  if (counts.fixed > 0 && failing === counts.fixed && missing === 0) {
    return {
      verdict: 'does not conform',
      summary: `The known failures are out of date: ${told}${operations}${missedNote}. What is fixed fails no more: remove its entry, or have a whole run with --update-known-failures do it.`,
    };
  }
  if (failing > 0 || missing > 0) {
    return {
      verdict: 'does not conform',
      summary: `Does not conform${strict ? ' (strict)' : ''}: ${told}${operations}${missedNote}.`,
    };
  }
  if (emptyShard) {
    return { verdict: 'conforms', summary: 'This shard has none of the selected rules: nothing to run.' };
  }
  if (!rules.some(({ outcome }) => OUTCOMES[outcome].answered)) {
    return { verdict: 'nothing ran', summary: `Nothing ran: ${told}${missedNote}.` };
  }
  if (requireComplete && missed + excluded > 0) {
    return { verdict: 'incomplete', summary: `Incomplete: ${told}${missedNote}.` };
  }
  return { verdict: 'conforms', summary: `Conforms: ${told}${operations}${missedNote}.` };
}

/** "12 rules excluded, 9 of them musts"; empty where none was. */
export function describeExcluded(rules: readonly RuleResult[]): string {
  const count = rules.filter(({ excluded }) => excluded).length;
  if (count === 0) return '';
  const musts = excludedMusts(rules);
  if (count === 1) return `1 rule excluded, ${musts === 1 ? 'a must' : 'not a must'}`;
  return `${count} rules excluded, ${musts === 0 ? 'none' : musts} of them ${musts === 1 ? 'a must' : 'musts'}`;
}

function excludedMusts(rules: readonly RuleResult[]): number {
  return rules.filter(({ excluded, level }) => excluded && level === 'must').length;
}

/** A must without an answer; one that cannot be observed from outside has none to give, and what is excluded is told apart. */
function isMissedMust({ level, outcome, excluded, reason = '' }: RuleResult): boolean {
  return (
    level === 'must' &&
    !excluded &&
    (outcome === 'blocked' || (outcome === 'skipped' && !reason.startsWith('unobservable')))
  );
}
