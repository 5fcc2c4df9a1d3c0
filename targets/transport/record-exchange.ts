import type { RecordedBody, RecordedExchange } from '../../results/record.ts';
import { redactedBody, unpackedBody } from '../../results/redact/record-body.ts';
import { REDACTED, type Redactor } from '../../results/redact/redactor.ts';
import type { Exchange, Header, WireResponse } from './exchange.ts';
import { headerValue } from './header-list.ts';

const TOKEN_HEADER = /^x-amz-security-token$/i;

/** The exchange as reports may show it: whatever is read of the target's state later, this holds no secret. */
export function recordExchange(exchange: Exchange, redactor: Redactor): RecordedExchange {
  const { request, response, fault, sentHeaders } = exchange;
  redactor.learnSignatures('', sentHeaders);
  const sent = (text: string) => redactor.sent(text);
  const said = (text: string) => redactor.said(text);
  return {
    operation: request.operation,
    identity: request.identity?.name ?? null,
    request: {
      method: request.method,
      target: sent(request.target),
      headers: shownHeaders(sentHeaders, sent),
      body: redactedBody(request.body, sent),
    },
    response: response && {
      status: response.status,
      headers: shownHeaders(response.headers, said),
      body: responseBody(response, redactor),
    },
    fault: fault && { kind: fault.kind, message: said(fault.message) },
    durationMs: exchange.durationMs,
  };
}

function shownHeaders(
  headers: readonly Header[],
  shown: (text: string) => string,
): [name: string, value: string][] {
  return headers.map(([name, value]) => [shown(name), TOKEN_HEADER.test(name) ? REDACTED : shown(value)]);
}

function responseBody({ body, headers }: WireResponse, redactor: Redactor): RecordedBody {
  const unpacked = unpackedBody(body, headerValue(headers, 'content-encoding'));
  const readable = unpacked ? Buffer.concat([Buffer.from(UNPACKED), unpacked]) : body;
  return redactedBody(readable, (text) => redactor.body(text), { of: body.byteLength });
}

const UNPACKED = '[unpacked] ';
