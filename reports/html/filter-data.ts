import { resultMessage } from '../text/describe-result.ts';
import type { RuleResult } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

/** The attributes by which the page's filters find a rule. */
export function filterData(rule: RuleResult): Markup {
  const text = [rule.id, rule.statement, resultMessage(rule), ...rule.operations].join(' ').toLowerCase();
  return markup`data-suite="${rule.suite}" data-level="${rule.level}" data-outcome="${rule.outcome}"
  data-operations="${rule.operations.join(' ')}" data-text="${text}"`;
}
