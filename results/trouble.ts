import type { RecordedTrouble, RuleResult } from './record.ts';

/** The rules that trouble blocked. */
export function troubled(rules: readonly RuleResult[]): RuleResult[] {
  return rules.filter(({ outcome, trouble }) => outcome === 'blocked' && trouble !== undefined);
}

/** How the reason begins for which a rule had no turn in the time that the run was given. */
export const OUT_OF_TIME = 'the time of the run was over';

/** Whether more than half of the musts had no turn. */
export function endedTooSoon(rules: readonly RuleResult[]): boolean {
  const late = ({ outcome, reason = '' }: RuleResult) =>
    outcome === 'skipped' && reason.startsWith(OUT_OF_TIME);
  const musts = rules.filter((rule) => rule.level === 'must' && (rule.outcome !== 'skipped' || late(rule)));
  return musts.filter(late).length > musts.length / 2;
}

/** Whether trouble blocked so much that the rest says too little: more than half of the musts, or a whole suite. */
export function leavesNoVerdict(rules: readonly RuleResult[]): boolean {
  const asked = rules.filter(({ outcome, invariant }) => outcome !== 'skipped' && !invariant);
  const musts = asked.filter(({ level }) => level === 'must');
  if (troubled(musts).length > musts.length / 2) return true;
  return [...Map.groupBy(asked, ({ suite }) => suite).values()].some(
    (suite) => troubled(suite).length === suite.length,
  );
}

/** Capitalized, since it stands as a sentence. */
export function describeTrouble({ met, next }: RecordedTrouble): string {
  const sentence = `${met}: ${next}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
