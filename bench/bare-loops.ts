import autocannon from 'autocannon';
import type { CapturedRequest } from './captured-requests.ts';
import { Pool } from 'undici';

/** The same with autocannon as the sender. Requests per second. */
export async function bareAutocannon(
  endpoint: URL,
  requests: readonly CapturedRequest[],
  { connections, count }: { connections: number; count: number },
): Promise<number> {
  const startedAt = performance.now();
  await autocannon({
    url: endpoint.origin,
    connections,
    amount: count,
    requests: requests.map(({ method, path, headers, body }) => ({
      method: method as 'POST',
      path,
      headers: asObject(headers),
      body: Buffer.from(body),
    })),
  });
  return (count * 1000) / (performance.now() - startedAt);
}

/** autocannon tells the length and the connection itself. */
function asObject(flat: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const name = (flat[at] ?? '').toLowerCase();
    if (name !== 'content-length' && name !== 'host') headers[name] = flat[at + 1] ?? '';
  }
  return headers;
}

/** Sends requests that were signed before, over so many connections, and reads the answers. Requests per second. */
export async function bareUndici(
  endpoint: URL,
  requests: readonly CapturedRequest[],
  { connections, count }: { connections: number; count: number },
): Promise<number> {
  const pool = new Pool(endpoint.origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  let next = 0;
  const send = async () => {
    while (next < count) {
      const { path, method, headers, body } = requests[next % requests.length] as CapturedRequest;
      next += 1;
      const answer = await pool.request({
        path,
        method,
        headers: [...headers],
        body: body.length > 0 ? body : null,
      });
      await answer.body.arrayBuffer();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, send));
  const rate = (count * 1000) / (performance.now() - startedAt);
  await pool.close();
  return rate;
}
