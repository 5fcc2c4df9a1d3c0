import { formatDuration } from '../../results/text/wording.ts';
import type { RecordedBody, RecordedExchange } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

/** One exchange, collapsed: request and response as they stood on the wire, secrets removed. */
export function exchangeView({ request, response, fault, durationMs }: RecordedExchange): Markup {
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
