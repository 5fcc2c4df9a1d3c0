import { loadContract } from '../../spec/load-contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Exchange, Fault, WireRequest } from '../../targets/transport/exchange.ts';
import { readAnswer, type Answer } from '../answers/answer.ts';

/** An answer as a test wants it; what is left out is a success of ListRegions without headers and body. */
export interface Crafted {
  readonly operation?: string | null;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are written as JSON. */
  readonly body?: string | Uint8Array | JsonObject;
  /** Instead of a response. */
  readonly fault?: Fault;
  readonly request?: Partial<WireRequest>;
  /** What came of it before it was sent again. */
  readonly earlier?: readonly Exchange[];
}

/** An answer that no server gave; for tests. */
export function craftAnswer(crafted: Crafted): Answer {
  return readAnswer(craftExchange(crafted), loadContract());
}

export function craftExchange({
  operation = 'ListRegions',
  status = 200,
  headers = {},
  body = '',
  fault,
  request = {},
  earlier,
}: Crafted): Exchange {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  const sent = {
    identity: null,
    operation,
    method: 'POST',
    target: '/',
    headers: [],
    body: new Uint8Array(),
  };
  return {
    request: { ...sent, ...request },
    sentHeaders: [],
    response: fault ? null : { status, headers: Object.entries(headers), body: bytes },
    fault: fault ?? null,
    startedAt: 0,
    durationMs: 0,
    ...(earlier ? { earlier } : {}),
  };
}
