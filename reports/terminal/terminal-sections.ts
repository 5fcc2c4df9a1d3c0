import { countNoun, cutText } from '../../results/text/wording.ts';
import { describeFinding, resultMessage } from '../text/describe-finding.ts';
import { describeDeviation, IN_SPITE_OF } from '../text/describe-deviation.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import { groupByReason, someIds } from '../text/group-by-reason.ts';
import { failsRun, OUTCOME_ORDER, OUTCOMES } from '../../results/outcomes.ts';
import type { Finding, Outcome, RuleResult, RunResult } from '../../results/record.ts';
import { styledSymbol, type Style } from './terminal-style.ts';

const MOST_FINDINGS = 25;
const MOST_GROUPS = 12;
const IDS_OF_A_GROUP = 3;
const LABEL_WIDTH = 'counterexample'.length;

/** Everything below the progress and above the verdict, as lines; a passing run's are few, however many rules it has. */
export function terminalSections(result: RunResult, style: Style): string[] {
  const strict = result.strict ?? false;
  const failing = failingRules(result);
  const shown = failing.slice(0, MOST_FINDINGS).flatMap((rule) => ['', ...findingLines(rule, strict, style)]);
  const rest = failing.slice(MOST_FINDINGS);
  const grouped = OUTCOME_ORDER.filter(
    (outcome) => outcome !== 'pass' && outcome !== 'error' && !failsRun(outcome, strict),
  );
  return [
    ...shown,
    ...(rest.length > 0
      ? ['', style('bold', `${countNoun(rest.length, 'more finding')}, in full in the other reports`)]
      : []),
    ...rest.map((rule) => failingLine(rule, strict, style)),
    ...notImplementedLines(result, style),
    ...deviationLines(result, style),
    ...result.notRestored.flatMap((left) => ['', style('red', `Not restored: ${escapeInvisible(left)}`)]),
    ...grouped.flatMap((outcome) => reasonLines(result, outcome, style)),
  ];
}

/** Rules that fail the run or leave it without a verdict, what matters most first. */
export function failingRules(result: RunResult): RuleResult[] {
  const strict = result.strict ?? false;
  return result.rules
    .filter(({ outcome }) => outcome === 'error' || failsRun(outcome, strict))
    .toSorted((one, other) => OUTCOMES[one.outcome].rank - OUTCOMES[other.outcome].rank);
}

/** One failed rule in one line. */
export function failingLine(rule: RuleResult, strict: boolean, style: Style): string {
  return `  ${styledSymbol(style, rule.outcome, strict)} ${escapeInvisible(rule.id)}  ${style('dim', resultMessage(rule))}`;
}

function findingLines(rule: RuleResult, strict: boolean, style: Style): string[] {
  const { word } = OUTCOMES[rule.outcome];
  const title = `${styledSymbol(style, rule.outcome, strict)} ${style('bold', escapeInvisible(rule.id))}`;
  const head = `${title}  ${style('dim', `${word}, ${rule.level}`)}`;
  const reason = rule.reason === undefined ? [] : [line('reason', escapeInvisible(rule.reason), style)];
  const again = rule.secondRun ? [line('run again', rule.secondRun.outcome, style)] : [];
  const [first, ...others] = rule.findings ?? [];
  if (!first) {
    return [head, line('requirement', escapeInvisible(rule.statement), style), ...reason, ...again];
  }
  const parts = describeFinding(first).flatMap(({ label, lines }) =>
    lines.map((text, index) => line(index === 0 ? label : '', emphasize(label, text, style), style)),
  );
  return [head, ...reason, ...again, ...parts, ...otherLines(others, rule.moreFindings ?? 0, style)];
}

/** Findings of the rule beside the first, a line each. */
function otherLines(others: readonly Finding[], left: number, style: Style): string[] {
  const texts = others.map(({ answer, actual, flaky }) =>
    escapeInvisible(`${answer}${flaky ? ' (flaky)' : ''}: ${cutText(actual, 200)}`),
  );
  if (left > 0) texts.push(`${countNoun(left, 'more finding')}, which were counted`);
  return texts.map((text, index) => line(index === 0 ? 'also found' : '', text, style));
}

function line(label: string, text: string, style: Style): string {
  return `    ${style('dim', label.padEnd(LABEL_WIDTH))}  ${text}`;
}

function emphasize(label: string, text: string, style: Style): string {
  if (label === 'expected') return style('green', text);
  if (label === 'actual') return style('red', text);
  return label === 'reproduce' ? style('cyan', text) : text;
}

function notImplementedLines({ notImplemented, rules }: RunResult, style: Style): string[] {
  if (notImplemented.length === 0) return [];
  const lines = notImplemented.map((operation) => {
    const blocked = rules.filter(
      (rule) => rule.outcome === 'blocked' && rule.operations.includes(operation),
    ).length;
    return `  ${style('red', '✗')} ${operation}  ${style('dim', `${countNoun(blocked, 'rule')} blocked`)}`;
  });
  return ['', style('bold', `${countNoun(notImplemented.length, 'operation')} not implemented`), ...lines];
}

function deviationLines({ deviations = [] }: RunResult, style: Style): string[] {
  if (deviations.length === 0) return [];
  const lines = deviations.map((deviation) => `  ${describeDeviation(deviation)}`);
  return ['', style('bold', IN_SPITE_OF), ...lines];
}

function reasonLines({ rules }: RunResult, outcome: Outcome, style: Style): string[] {
  const groups = groupByReason(rules, outcome);
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, group) => sum + group.rules.length, 0);
  const left = groups.slice(MOST_GROUPS);
  const leftRules = left.reduce((sum, group) => sum + group.rules.length, 0);
  return [
    '',
    style('bold', `${count} ${OUTCOMES[outcome].word}`),
    ...groups
      .slice(0, MOST_GROUPS)
      .flatMap((group) => [
        `  ${String(group.rules.length).padStart(4)} × ${group.reason}`,
        `         ${style('dim', escapeInvisible(someIds(group.rules, IDS_OF_A_GROUP)))}`,
      ]),
    ...(left.length > 0
      ? [`  ${String(leftRules).padStart(4)} × ${countNoun(left.length, 'more reason')}`]
      : []),
  ];
}
