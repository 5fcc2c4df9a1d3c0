import { loadContract } from '../spec/load-contract.ts';
import { connect } from '../harness/connect.ts';
import { fuzz } from '../fuzz/fuzzer.ts';
import { StateRestorer } from '../harness/restore/state-restorer.ts';
import type { Exchange } from '../targets/transport/exchange.ts';
import { embeddedTarget } from '../targets/config/presets.ts';
import autocannon from 'autocannon';
import { Pool } from 'undici';

/** The bytes of a request as they went out, signature included. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  /** Name, value, name, value … */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

/** One in so many requests is kept: what a run sends at first is not what it sends later. */
const EVERY = 10;

/**
 * What a fuzz run of so many requests sends over kept connections, some of all phases in order: a sender of these bears
 * the same load.
 */
export async function captureRequests(endpoint: URL, count: number): Promise<CapturedRequest[]> {
  const target = embeddedTarget(endpoint);
  const contract = loadContract();
  const { client, record } = await connect(target, contract);
  const captured: CapturedRequest[] = [];
  let seen = 0;
  const keep = ({ request, sentHeaders, response }: Exchange) => {
    if (request.transport === 'raw' || !response) return;
    seen += 1;
    if (seen % EVERY > 0) return;
    const { method, target: path, body } = request;
    captured.push({ method, path, headers: sentHeaders.flatMap(([name, value]) => [name, value]), body });
  };
  const capturing = {
    close: () => client.close(),
    async send(...sent: Parameters<typeof client.send>) {
      const exchange = await client.send(...sent);
      keep(exchange);
      return exchange;
    },
  };
  try {
    await fuzz({
      target,
      contract,
      client: capturing,
      record,
      seed: 1,
      tier: 'regions',
      directory: null,
      timeMs: null,
      restorer: new StateRestorer(target, contract, client),
      signal: new AbortController().signal,
      maxRequests: count,
      maxFindings: 1,
      maxRequestsPerSecond: null,
      shrinkBudget: 0,
      targetOptions: '',
    });
  } finally {
    await client.close();
  }
  return captured;
}

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
