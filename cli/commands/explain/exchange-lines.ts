import type { RecordedBody, RecordedExchange } from '../../../results/record.ts';
import { cutText } from '../../../results/text/cut-text.ts';
import { escapeInvisible } from '../../../results/text/escape-invisible.ts';

/** What every HTTP client sends and every server answers. */
const USUAL = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'transfer-encoding',
  'user-agent',
]);
/** How a request is signed says nothing about a rule, unless that is what is wrong with it. */
const SIGNING = new Set(['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256']);
const LONGEST_BODY = 600;
const LONGEST_HEADER = 200;

/** Request and answer as they stood on the wire, secrets removed: `>` was sent, `<` came back. */
export function exchangeLines(
  { request, response, fault }: RecordedExchange,
  { plainlySigned }: { readonly plainlySigned: boolean },
): string[] {
  const left = plainlySigned ? new Set([...USUAL, ...SIGNING]) : USUAL;
  const sent = message(`${request.method} ${request.target}`, request, left);
  const answered = response
    ? message(String(response.status), response, USUAL)
    : [`no answer: ${fault?.message ?? 'the connection was closed'}`];
  return [...sent.map((line) => `> ${line}`.trimEnd()), ...answered.map((line) => `< ${line}`.trimEnd())];
}

function message(
  start: string,
  { headers, body }: Pick<RecordedExchange['request'], 'headers' | 'body'>,
  left: ReadonlySet<string>,
): string[] {
  const shown = headers.filter(([name]) => !left.has(name.toLowerCase()));
  return [
    cutText(escapeInvisible(start), LONGEST_HEADER),
    ...shown.map(([name, value]) => cutText(escapeInvisible(`${name}: ${value}`), LONGEST_HEADER)),
    ...(body.bytes === 0 ? ['(no body)'] : ['', ...bodyText(body).split('\n')]),
  ];
}

function bodyText({ text, encoding, bytes }: RecordedBody): string {
  const shown = cutText(escapeInvisible(text, { lines: true }), LONGEST_BODY);
  return encoding === 'base64' ? `(${bytes} bytes that are not UTF-8, in base64) ${shown}` : shown;
}
