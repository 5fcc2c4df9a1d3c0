import { cutText } from '../../results/text/wording.ts';
import { failsRun } from '../../results/outcomes.ts';
import { resultMessage } from '../text/describe-finding.ts';
import type { RuleResult, RunResult } from '../../results/record.ts';
import { anchorOf, copyable, outcomeBadge } from './labels.ts';
import { markDifferences } from './mark-differences.ts';
import { markup, type Markup } from './markup.ts';

const LONGEST_TEXT = 300;

/** What a newcomer looks at first: the first rule that fails the run, what it expected and got, and how to see it again. */
export function startHere({ strict = false }: RunResult, ordered: readonly RuleResult[]): Markup | null {
  const first = ordered.find(({ outcome }) => failsRun(outcome, strict) || outcome === 'error');
  if (!first) return null;
  const { findings: [finding] = [], id, outcome, statement } = first;
  return markup`<section class="first" aria-labelledby="first">
    <h2 id="first">Start here</h2>
    <p>${outcomeBadge(outcome)} <a class="id" href="#${encodeURI(anchorOf(id))}">${id}</a></p>
    <p class="statement">${cutText(statement, LONGEST_TEXT)}</p>
    ${
      finding
        ? markup`${both(finding.expected, finding.actual)}
            <p class="label">Reproduce</p>
            ${copyable('command of the first finding', `npx --no ${finding.reproduce.command}`)}`
        : markup`<p class="dim">${cutText(resultMessage(first), LONGEST_TEXT)}</p>`
    }
  </section>`;
}

function both(expected: string, actual: string): Markup {
  const sides = markDifferences(cutText(expected, LONGEST_TEXT), cutText(actual, LONGEST_TEXT));
  return markup`<dl class="pair">
    <dt>Expected</dt>
    <dd class="expected">${sides.expected}</dd>
    <dt>Actual</dt>
    <dd class="actual">${sides.actual}</dd>
  </dl>`;
}
