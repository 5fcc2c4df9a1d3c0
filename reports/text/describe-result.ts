import { cutText } from '../../results/text/cut-text.ts';
import { findingText } from './describe-finding.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import type { RuleResult } from '../../results/record.ts';

const LONGEST_MESSAGE = 500;
const LONGEST_TEXT = 20_000;

/** Why a rule has its outcome, in one safe line; `''` for a plain pass. */
export function resultMessage({ finding, reason }: RuleResult): string {
  const text = reason === undefined ? finding?.message : finding ? `${reason}: ${finding.message}` : reason;
  return escapeInvisible(cutText(text ?? '', LONGEST_MESSAGE));
}

/** The rest of what is known about a rule as safe plain text: both runs, and the finding. */
export function resultText({ finding, secondRun }: RuleResult): string {
  const again = secondRun ? `repeated:\n  the same rule, run again: ${secondRun.outcome}\n` : '';
  return cutText(`${again}${finding ? findingText(finding) : ''}`, LONGEST_TEXT);
}
