import { Pool } from 'undici';
import type { CapturedRequest } from './captured-requests.ts';

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
