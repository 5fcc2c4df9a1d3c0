import { cutText } from '../../results/text/wording.ts';
import { describeRequest, describeTiming } from '../text/describe-finding.ts';
import type { Finding, RecordedExchange, ReplayCall } from '../../results/record.ts';
import { exchangeView } from './exchange-view.ts';
import { markup, type Markup } from './markup.ts';

const MOST_CALLS = 50;
const LONGEST_TEXT = 4_000;

/** The calls of a finding as a numbered timeline, the refuted one last and marked, each with its exchange in a fold. */
export function callTimeline({ calls, exchanges }: Finding): Markup | null {
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
