import type { RecordedBody, RecordedExchange } from '../../results/record.ts';
import { redactedBody, unpackedBody } from '../../results/redact/record-body.ts';
import { REDACTED, type Redactor } from '../../results/redact/redactor.ts';
import type { Exchange, Header, WireResponse } from './exchange.ts';
import { headerValue } from './header-list.ts';

const SIGNATURE = 'Signature=';
const SIGNATURE_LENGTH = 64;
const TOKEN_HEADER = /^x-amz-security-token$/i;

/** The signature in a header, or in the target of a request; `null`: none. */
function signatureIn(text: string): string | null {
  if (text.length < SIGNATURE.length + SIGNATURE_LENGTH) return null;
  const at = text.lastIndexOf(SIGNATURE);
  if (at === -1) return null;
  const signature = text.slice(at + SIGNATURE.length, at + SIGNATURE.length + SIGNATURE_LENGTH);
  return signature.length === SIGNATURE_LENGTH ? signature : null;
}

/** Tells a redactor the signature of what is sent. Asked of each request. */
export function learnSignatures(target: string, headers: readonly Header[], redactor: Redactor): void {
  const inTarget = signatureIn(target);
  if (inTarget !== null) redactor.learnSignature(inTarget);
  for (const header of headers) {
    const signature = signatureIn(header[1]);
    if (signature !== null) redactor.learnSignature(signature);
  }
}

/** The exchange as reports may show it: whatever is read of the target's state later, this holds no secret. */
export function recordExchange(exchange: Exchange, redactor: Redactor): RecordedExchange {
  const { request, response, fault, sentHeaders } = exchange;
  learnSignatures('', sentHeaders, redactor);
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
