/**
 * How every client of the SDK waits for an answer. Without `throwOnRequestTimeout` it says that a request takes long,
 * and waits on.
 */
export function boundedRequests(timeoutMs: number) {
  return {
    requestHandler: {
      requestTimeout: timeoutMs,
      connectionTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}

/** How often a client of the SDK asks before it gives up. */
const ATTEMPTS = 3;

/** Milliseconds that a call of a client may take with all its attempts, however slowly an answer trickles in. */
export function callWithin(timeoutMs: number): number {
  return timeoutMs * ATTEMPTS;
}
