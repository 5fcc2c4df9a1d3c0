import { countNoun, cutText, formatDuration } from '../results/text/wording.ts';
import { countOutcomes, describeCounts, failsRun, OUTCOME_ORDER, OUTCOMES } from '../results/outcomes.ts';
import { describeDeviation, IN_SPITE_OF } from './text/describe-deviation.ts';
import { resultMessage, resultText } from './text/describe-finding.ts';
import { groupByReason, someIds } from './text/group-by-reason.ts';
import { operationMatrix } from './text/operation-matrix.ts';
import type { Outcome, RuleResult, RunResult } from '../results/record.ts';
import { runProblems } from '../results/run-problems.ts';
import { escapeInvisible } from '../results/text/escape-invisible.ts';

const MOST_FINDINGS = 50;
const LONGEST_FINDING = 8_000;
const MOST_GROUPS = 30;
const IDS_OF_A_GROUP = 3;

/** A GitHub step summary, well under its limit of 1 MiB: verdict, matrix, findings collapsed, what did not run and why. */
export function toMarkdown(result: RunResult): string {
  const strict = result.strict ?? false;
  const failing = OUTCOME_ORDER.filter((outcome) => outcome === 'error' || failsRun(outcome, strict));
  const others = OUTCOME_ORDER.filter((outcome) => outcome !== 'pass' && !failing.includes(outcome));
  return `${[
    ...head(result),
    ...problemLines(result),
    ...deviationLines(result),
    ...matrixLines(result.rules),
    ...findingLines(failing.flatMap((outcome) => result.rules.filter((rule) => rule.outcome === outcome))),
    ...others.flatMap((outcome) => reasonLines(result.rules, outcome)),
  ].join('\n\n')}\n`;
}

function head(result: RunResult): string[] {
  const { target, edition, seed, requests, durationMs, exitCode, tool } = result;
  return [
    `## ${exitCode === 0 ? '✅' : '❌'} ${markdownText(result.summary)}`,
    table(
      ['target', 'endpoint', 'edition', 'seed', 'rules', 'requests', 'duration', 'exit code', 'tool'],
      [
        [
          markdownText(target.name),
          markdownCode(target.endpoint),
          markdownText(edition),
          String(seed),
          describeCounts(countOutcomes(result.rules)),
          String(requests),
          formatDuration(durationMs),
          String(exitCode),
          markdownText(`${tool.name} ${tool.version}`),
        ],
      ],
    ),
  ];
}

function problemLines(result: RunResult): string[] {
  const problems = runProblems(result).filter(({ id }) => id !== 'run/verdict');
  return problems.length === 0
    ? []
    : [problems.map(({ message }) => `- ❌ ${markdownText(message)}`).join('\n')];
}

function deviationLines({ deviations = [] }: RunResult): string[] {
  if (deviations.length === 0) return [];
  const lines = deviations.map((deviation) => `- ${markdownText(describeDeviation(deviation))}`);
  return [`### ${IN_SPITE_OF}`, lines.join('\n')];
}

function matrixLines(rules: readonly RuleResult[]): string[] {
  const { suites, rows } = operationMatrix(rules);
  if (rows.length === 0) return [];
  const body = rows.map(({ operation, cells }) => [
    operation === null ? 'none named' : markdownText(operation),
    ...cells.map((cell) => {
      if (cell === null) return '';
      const { symbol } = OUTCOMES[cell.worst];
      return `${markdownText(symbol)} ${cell.worst === 'pass' ? '' : `${cell.counts[cell.worst]}/`}${cell.total}`;
    }),
  ]);
  const legend = OUTCOME_ORDER.map(
    (outcome) => `${markdownText(OUTCOMES[outcome].symbol)} ${OUTCOMES[outcome].word}`,
  );
  return [
    '### Operations × suites',
    table(['', ...suites.map(markdownText)], body),
    `<sub>Each cell: the outcome that matters most, how many rules have it, of how many. ${legend.join(', ')}.</sub>`,
  ];
}

function findingLines(rules: readonly RuleResult[]): string[] {
  if (rules.length === 0) return [];
  const shown = rules.slice(0, MOST_FINDINGS).map((rule) => {
    const { symbol, word } = OUTCOMES[rule.outcome];
    const summary = `${symbol} ${word}: <b>${markdownText(rule.id)}</b> ${markdownCode(cutText(resultMessage(rule), 160))}`;
    const text =
      resultText(rule) || `requirement:\n  ${rule.statement}\nreason:\n  ${rule.reason ?? 'none given'}`;
    return `<details><summary>${summary}</summary>\n\n${markdownBlock(cutText(text, LONGEST_FINDING))}\n\n</details>`;
  });
  const left = rules.length - shown.length;
  return [
    `### ${countNoun(rules.length, 'finding')}`,
    ...shown,
    ...(left > 0 ? [`${countNoun(left, 'more finding')} in the other reports.`] : []),
  ];
}

function reasonLines(rules: readonly RuleResult[], outcome: Outcome): string[] {
  const groups = groupByReason(rules, outcome);
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, group) => sum + group.rules.length, 0);
  const body = groups
    .slice(0, MOST_GROUPS)
    .map((group) => [
      String(group.rules.length),
      markdownCode(group.reason),
      markdownText(someIds(group.rules, IDS_OF_A_GROUP)),
    ]);
  const left = groups.length - body.length;
  const more = left > 0 ? `\n\n${countNoun(left, 'more reason')} in the other reports.` : '';
  return [
    `<details><summary>${count} ${OUTCOMES[outcome].word}</summary>\n\n${table(['rules', 'reason', 'ids'], body)}${more}\n\n</details>`,
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text in a line of GitHub Markdown, without effect: no markup, HTML, link, mention or table border. */
function markdownText(text: string): string {
  return escapeInvisible(text)
    .replace(/[!-/:-@[-`{-~]/g, (character) =>
      HARMLESS.has(character) ? character : `&#${character.charCodeAt(0)};`,
    )
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replaceAll(/GH-(?=\d)/gi, (start) => `${start.slice(0, -1)}&#45;`);
}

/** Text in the type of code, where GitHub links nothing; also inside a table or HTML. */
function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

/** Lines as a fenced block that no content can close. */
function markdownBlock(text: string): string {
  const safe = escapeInvisible(text, { lines: true });
  const longest = Math.max(2, ...Array.from(safe.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${safe}\n${fence}`;
}

/** Marks that mean nothing to GitHub inside a line, where no link begins. */
const HARMLESS = new Set(Array.from(` ,;'"%=?()/-+.`));
