import type { Json, JsonObject } from '../../spec/json.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';

/** An exchange of account 111111111111 that took 5 ms, answered with 200; for tests. */
export function sampleSent(
  operation: string | null,
  input: JsonObject,
  { body = {}, ...changes }: Partial<Exchange> & { body?: Json; status?: number } = {},
): Exchange {
  const { status = 200, ...rest } = changes;
  return {
    request: {
      identity: {
        name: 'standalone',
        role: 'standalone',
        accountId: '111111111111',
        organization: null,
        credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
      },
      operation,
      method: 'POST',
      target: '/',
      headers: [],
      body: Buffer.from(JSON.stringify(input)),
    },
    sentHeaders: [],
    response: { status, headers: [], body: Buffer.from(JSON.stringify(body)) },
    fault: null,
    startedAt: 0,
    durationMs: 5,
    ...rest,
  };
}
