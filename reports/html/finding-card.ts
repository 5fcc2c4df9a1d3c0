import { cutText } from '../../results/text/wording.ts';
import { NOT_AGAIN, occurrences, ONLY_HOSTILE, resultMessage } from '../text/describe-finding.ts';
import type { Finding, RuleResult } from '../../results/record.ts';
import { anchorOf, copyable, filterData, outcomeBadge } from './labels.ts';
import { callTimeline } from './call-timeline.ts';
import { markDifferences } from './mark-differences.ts';
import { markup, type Markup } from './markup.ts';

const LONGEST_TEXT = 4_000;

/**
 * A rule with all that is known about it, collapsed. The body is text to a browser until the page's script opens it, so that
 * hundreds of findings load at once; without script a browser shows it as it is.
 */
export function findingCard(rule: RuleResult): Markup {
  const { findings = [], moreFindings = 0, blockedBy = [] } = rule;
  return markup`<details class="finding item" id="${anchorOf(rule.id)}" ${filterData(rule)}>
    <summary>
      ${outcomeBadge(rule.outcome)} <b class="id">${rule.id}</b> <span class="level">${rule.level}</span>
      <span class="message">${cutText(resultMessage(rule) || rule.statement, 200)}</span>
    </summary>
    <noscript
      ><div class="body">
      <dl class="about">
        ${row('Requirement', rule.statement)} ${row('Source', rule.source)}
        ${row('Reason', rule.reason ?? null)}
        ${row('Run again', rule.secondRun ? `${rule.secondRun.outcome} (the rule failed first; both runs are reported)` : null)}
        ${findings.length > 0 || rule.reason !== undefined ? null : row('Found', resultMessage(rule))}
        ${row('Blocked by', blockedBy.join(', '))}
      </dl>
      ${findings.map((finding, index) => findingBody(finding, findings.length > 1 ? `Finding ${index + 1} of ${findings.length + moreFindings}` : null))}
      <p class="dim"><a href="#${encodeURI(anchorOf(rule.id))}">Link to this rule</a>, ${rule.operations.length > 0 ? `sends ${rule.operations.join(', ')}, ` : ''}seed ${rule.seed}</p>
    </div></noscript>
  </details>`;
}

function row(label: string, text: string | null): Markup | null {
  return text === null || text === ''
    ? null
    : markup`<dt>${label}</dt>
        <dd>${cutText(text, LONGEST_TEXT)}</dd>`;
}

/** `title`: which it is, where the rule has several. */
function findingBody(finding: Finding, title: string | null): Markup {
  const { reproduce } = finding;
  return markup`${title === null ? null : markup`<h3>${title}</h3>`}
    <dl class="about">
      ${row('Finding', finding.id)} ${row('Changed', finding.variant)}
      ${row('Occurrences', occurrences(finding))} ${row('Flaky', finding.flaky ? NOT_AGAIN : null)}
      ${row('Hostile', finding.hostile ? ONLY_HOSTILE : null)}
    </dl>
    ${sides(finding)}
    <h3>Reproduce</h3>
    ${copyable('command', `npx --no ${reproduce.command}`)}
    ${reproduce.curl === null ? null : copyable('curl', reproduce.curl)} ${callTimeline(finding)}
    ${counterexample(finding)}`;
}

function sides(finding: Finding): Markup {
  const { expected, actual } = markDifferences(
    cutText(finding.expected, LONGEST_TEXT),
    cutText(finding.actual, LONGEST_TEXT),
  );
  return markup`<div class="sides">
    <figure class="expected">
      <figcaption>Expected</figcaption>
      <pre>${expected}</pre>
    </figure>
    <figure class="actual">
      <figcaption>Actual</figcaption>
      <pre>${actual}</pre>
    </figure>
  </div>`;
}

function counterexample({ counterexample: value, shrinks, shrinkNote }: Finding): Markup | null {
  if (value === null) return null;
  const notes = [shrinks > 0 ? `made smaller ${shrinks} times` : '', shrinkNote ?? ''].filter(
    (note) => note !== '',
  );
  return markup`<h3>
      Counterexample ${notes.length > 0 ? markup`<span class="dim">${notes.join(', ')}</span>` : null}
    </h3>
    <pre tabindex="0">${cutText(JSON.stringify(value, null, 2), LONGEST_TEXT)}</pre>`;
}
