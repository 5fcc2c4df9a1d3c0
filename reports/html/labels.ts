import { markup, type Markup } from './markup.ts';
import { OUTCOMES } from '../../results/outcomes.ts';
import type { Outcome, RuleResult } from '../../results/record.ts';
import { resultMessage } from '../text/describe-finding.ts';

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
