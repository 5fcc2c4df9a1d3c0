import { cutText, formatDuration } from '../../results/text/wording.ts';
import {
  NOT_AGAIN,
  occurrences,
  ONLY_HOSTILE,
  resultMessage,
  describeRequest,
  describeTiming,
} from '../text/describe-finding.ts';
import type {
  Finding,
  RuleResult,
  RecordedExchange,
  ReplayCall,
  RecordedBody,
} from '../../results/record.ts';
import { anchorOf, commandToCopy, copyable, filterData, outcomeBadge } from './labels.ts';
import { markDifferences } from './mark-differences.ts';
import { markup, type Markup } from './markup.ts';

const LONGEST_TEXT = 4_000;
const MOST_CALLS = 50;

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
    ${copyable('command', commandToCopy(finding))}
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

/** The calls of a finding as a numbered timeline, the refuted one last and marked, each with its exchange in a fold. */
function callTimeline({ calls, exchanges }: Finding): Markup | null {
  if (calls.length === 0) return null;
  // The last exchanges are kept, one for each of the last calls.
  const offset = calls.length - exchanges.length;
  const shown = Math.max(0, calls.length - MOST_CALLS);
  return markup`<h3>${calls.length === 1 ? 'The call' : `The ${calls.length} calls, in order`}</h3>
    ${shown > 0 ? markup`<p class="dim">The first ${shown} are in the JSON result.</p>` : null}
    <ol class="timeline" start="${shown + 1}">
      ${calls.slice(shown).map((call, index) => {
        const position = shown + index;
        const before = calls[position - 1];
        const together = call.group !== undefined && before?.group === call.group;
        return step(call, position + 1, {
          exchange: exchanges[position - offset],
          together,
          last: position === calls.length - 1,
        });
      })}
    </ol>`;
}

function step(
  call: ReplayCall,
  number: number,
  about: { exchange: RecordedExchange | undefined; together: boolean; last: boolean },
): Markup {
  const { exchange, together, last } = about;
  const status = exchange ? (exchange.response?.status ?? 'no answer') : null;
  const timing = describeTiming(call);
  return markup`<li class="step${last ? ' last' : ''}${together ? ' together' : ''}">
    <span class="marker" aria-hidden="true">${number}</span>
    <p>
      <span class="dim">${together ? 'at the same time, ' : ''}${call.identity ?? 'nobody (unsigned)'}${timing === '' ? '' : `, ${timing}`}</span><br />
      <code>${cutText(describeRequest(call), LONGEST_TEXT)}</code>
    </p>
    <p class="answer"><span aria-hidden="true">→</span> ${cutText(call.actual, LONGEST_TEXT)}</p>
    ${exchange && status !== null ? exchangeView(exchange) : null}
  </li>`;
}

/** One exchange, collapsed: request and response as they stood on the wire, secrets removed. */
function exchangeView({ request, response, fault, durationMs }: RecordedExchange): Markup {
  const answer = response ? `${response.status}` : `no answer: ${fault?.message ?? 'connection closed'}`;
  return markup`<details class="exchange">
    <summary>On the wire: ${answer} <span class="dim">after ${formatDuration(durationMs)}</span></summary>
    <div class="sides">
      <figure>
        <figcaption>Request</figcaption>
        <pre tabindex="0">${message(`${request.method} ${request.target}`, request)}</pre>
      </figure>
      <figure>
        <figcaption>Response</figcaption>
        <pre tabindex="0">${response ? message(String(response.status), response) : answer}</pre>
      </figure>
    </div>
  </details>`;
}

function message(
  start: string,
  { headers, body }: Pick<RecordedExchange['request'], 'headers' | 'body'>,
): string {
  return [start, ...headers.map(([name, value]) => `${name}: ${value}`), '', bodyText(body)].join('\n');
}

function bodyText({ text, encoding, bytes, truncated }: RecordedBody): string {
  const notes = [encoding === 'base64' ? 'base64' : '', truncated ? `cut, ${bytes} bytes in all` : ''];
  const note = notes.filter((one) => one !== '').join(', ');
  return bytes === 0 ? '(empty body)' : `${text}${note === '' ? '' : `\n(${note})`}`;
}
