import { cutText } from '../cut-text.ts';
import { describeRequest, describeTiming } from '../describe-call.ts';
import { resultMessage } from '../describe-result.ts';
import type { Finding, ReplayCall, RuleResult } from '../record.ts';
import { anchorOf } from './anchor.ts';
import { copyable } from './copyable.ts';
import { exchangeView } from './exchange-view.ts';
import { filterData } from './filter-data.ts';
import { markDifferences } from './mark-differences.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { outcomeBadge } from './outcome-badge.ts';

const MOST_CALLS = 50;
const MOST_EXCHANGES = 10;
const LONGEST_TEXT = 4_000;

/**
 * A rule with all that is known about it, collapsed. The body is text to a browser until the page's script opens it, so that
 * hundreds of findings load at once; without script a browser shows it as it is.
 */
export function findingCard(rule: RuleResult): Markup {
  const { finding } = rule;
  return markup`<details class="finding item" id="${anchorOf(rule.id)}" ${filterData(rule)}>
    <summary>
      ${outcomeBadge(rule.outcome)} <b class="id">${rule.id}</b> <span class="level">${rule.level}</span>
      <span class="message">${cutText(resultMessage(rule), 200)}</span>
    </summary>
    <noscript
      ><div class="body">
      <dl>
        ${row('Requirement', rule.statement)} ${row('Source', rule.source)}
        ${row('Operations', rule.operations.join(', '))} ${row('Reason', rule.reason ?? null)}
        ${row('Run again', rule.secondRun ? `${rule.secondRun.outcome} (the rule failed first; both runs are reported)` : null)}
        ${finding ? row('Found', finding.message) : null} ${finding ? row('Changed', finding.variant) : null}
        ${finding && finding.count > 1 ? row('Occurrences', `${finding.count} exchanges; the first is shown`) : null}
      </dl>
      ${finding ? findingBody(finding) : null}
      <p class="dim"><a href="#${encodeURI(anchorOf(rule.id))}">Link to this rule</a>, seed ${rule.seed}</p>
    </div></noscript>
  </details>`;
}

function row(label: string, text: string | null): Markup | null {
  return text === null || text === ''
    ? null
    : markup`<dt>${label}</dt>
        <dd>${cutText(text, LONGEST_TEXT)}</dd>`;
}

function findingBody(finding: Finding): Markup {
  const [expected, actual] = [cutText(finding.expected, LONGEST_TEXT), cutText(finding.actual, LONGEST_TEXT)];
  const sides = markDifferences(expected, actual);
  const { counterexample, calls, exchanges, reproduce, shrinkNote, shrinks } = finding;
  const shrinking = [shrinks > 0 ? `shrunk ${shrinks} times` : '', shrinkNote ?? ''].filter(
    (note) => note !== '',
  );
  const left = exchanges.length - MOST_EXCHANGES;
  return markup`<div class="sides">
      <figure class="expected">
        <figcaption>Expected</figcaption>
        <pre>${sides.expected}</pre>
      </figure>
      <figure class="actual">
        <figcaption>Actual</figcaption>
        <pre>${sides.actual}</pre>
      </figure>
    </div>
    <h3>Reproduce</h3>
    ${copyable('command', reproduce.command)}
    ${reproduce.curl === null ? null : copyable('curl', reproduce.curl)}
    ${
      counterexample === null
        ? null
        : markup`<h3>
              Counterexample
              ${shrinking.length > 0 ? markup`<span class="dim">${shrinking.join(', ')}</span>` : null}
            </h3>
            <pre tabindex="0">${cutText(JSON.stringify(counterexample, null, 2), LONGEST_TEXT)}</pre>`
    }
    ${
      calls.length === 0
        ? null
        : markup`<h3>Calls</h3>
            <ol class="calls">
              ${calls.slice(0, MOST_CALLS).map(callItem)}
            </ol>`
    }
    ${calls.length > MOST_CALLS ? markup`<p class="dim">${calls.length - MOST_CALLS} more calls are in the JSON result.</p>` : null}
    ${
      exchanges.length === 0
        ? null
        : markup`<h3>Exchanges</h3>
            ${exchanges.slice(0, MOST_EXCHANGES).map(exchangeView)}`
    }
    ${left > 0 ? markup`<p class="dim">${left} more exchanges are in the JSON result.</p>` : null}`;
}

function callItem(call: ReplayCall): Markup {
  const timing = describeTiming(call);
  return markup`<li>
    <code>${cutText(describeRequest(call), LONGEST_TEXT)}</code>
    <span class="dim">as ${call.identity ?? 'nobody (unsigned)'}${timing === '' ? '' : `, ${timing}`}</span>
    <span class="answer">→ ${cutText(call.actual, LONGEST_TEXT)}</span>
  </li>`;
}
