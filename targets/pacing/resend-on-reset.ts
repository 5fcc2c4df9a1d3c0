import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';

/** How often a request is sent again before it is to blame for its broken connection; by chance alone, one in ten, that is one in a million. */
const TIMES = 5;

/** What came of a request that was sent until its connection held. */
export interface Resent {
  /** The last one. Where its connection broke too, it breaks whenever this is asked. */
  readonly exchange: Exchange;
  /** Those before it: their connections broke. */
  readonly broken: readonly Exchange[];
}

/**
 * Sends a request, and again while its connection breaks: any connection may break once, but one that breaks each
 * time is broken by the target. What the request does may have been done each time.
 */
export async function resendOnReset(
  client: WireClient,
  request: WireRequest,
  signal?: AbortSignal,
): Promise<Resent> {
  const broken: Exchange[] = [];
  for (;;) {
    const exchange = await client.send(request, signal);
    const breaks = exchange.fault?.kind === 'reset' && !request.incomplete;
    if (!breaks || broken.length === TIMES || signal?.aborted) return { exchange, broken };
    broken.push(exchange);
  }
}

/** Every exchange that it took, in order, also those that the client itself sent again. */
export function attemptsOf({ exchange, broken }: Resent): Exchange[] {
  if (broken.length === 0 && !exchange.earlier) return [exchange];
  return [...broken, exchange].flatMap((one) => [...(one.earlier ?? []), one]);
}
