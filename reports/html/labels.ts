import { markup, type Markup } from './markup.ts';
import { OUTCOMES, countOutcomes, describeCounts, OUTCOME_ORDER } from '../../results/outcomes.ts';
import type { Finding, Outcome, RuleResult } from '../../results/record.ts';
import { resultMessage } from '../text/describe-finding.ts';

const WIDTH = 1_000;

/** The element id of a rule, the same in every report, so that a link to it stays good. */
export function anchorOf(rule: string): string {
  return `rule-${rule.replaceAll(/[^\w.-]/g, (character) => (character === '/' ? '/' : '_'))}`;
}

/** A command with a button that copies it. */
export function copyable(label: string, command: string): Markup {
  return markup`<div class="copyable">
    <code tabindex="0">${command}</code
    ><button type="button" class="copy" aria-label="Copy: ${label}">Copy</button>
  </div>`;
}

/** For whoever reads the page, wherever that is: `--no` lets npx take nothing of that name from a registry. */
export function commandToCopy({ reproduce: { command } }: Finding): string {
  return `npx --no ${command.replace(/^npx /, '')}`;
}

/** An outcome as symbol and word in its colour. */
export function outcomeBadge(outcome: Outcome): Markup {
  const { symbol, word } = OUTCOMES[outcome];
  return markup`<span class="badge ${outcome}"><span aria-hidden="true">${symbol}</span> ${word}</span>`;
}

/** The attributes by which the page's filters find a rule. */
export function filterData(rule: RuleResult): Markup {
  const text = [rule.id, rule.statement, resultMessage(rule), ...rule.operations].join(' ').toLowerCase();
  return markup`data-suite="${rule.suite}" data-level="${rule.level}" data-outcome="${rule.outcome}"
  data-operations="${rule.operations.join(' ')}" data-text="${text}"`;
}

/** The share of each outcome as one bar. */
export function outcomeBar(rules: readonly RuleResult[]): Markup | null {
  if (rules.length === 0) return null;
  const counts = countOutcomes(rules);
  let x = 0;
  const parts = OUTCOME_ORDER.filter((outcome) => counts[outcome] > 0).map((outcome) => {
    const width = (counts[outcome] / rules.length) * WIDTH;
    const part = markup`<rect
      class="${outcome}"
      x="${x.toFixed(1)}"
      y="0"
      width="${width.toFixed(1)}"
      height="12"
      ><title>${counts[outcome]} ${OUTCOMES[outcome].word}</title></rect
    >`;
    x += width;
    return part;
  });
  return markup`<svg
    class="bar"
    viewBox="0 0 ${WIDTH} 12"
    preserveAspectRatio="none"
    role="img"
    aria-label="${describeCounts(counts)}"
  >
    ${parts}
  </svg>`;
}
