import { Pool } from 'undici';
import { startEmbedded } from '../proof/embedded.ts';
import { loadContract } from '../spec/load-contract.ts';
import { operationRequest } from '../harness/contract-lookup.ts';
import type { Header } from '../targets/transport/exchange.ts';
import { createWireClient } from '../targets/transport/wire-client.ts';
import { WireDrawer } from '../fuzz/draw/draw-wire.ts';
import { drawingSources } from '../fuzz/draw/drawing-sources.ts';
import { seededRandom } from '../generators/seeded-random.ts';

const WORKERS = 4;
const REQUESTS = 3000;
const OPERATION = 'GetContactInformation';
/** Of wire anomalies. */
const ANOMALIES = 6000;

/** Requests per second against the embedded target in this process. */
export interface Throughput {
  readonly wireClient: number;
  /** undici alone, sending the bytes of one request that was signed before. */
  readonly bareUndici: number;
}

/** One round each, one after the other; whether an answer is a success is checked for all. */
export async function throughput(): Promise<Throughput> {
  const contract = loadContract();
  const { target, close } = await startEmbedded();
  const [identity] = target.identities;
  if (!identity) throw new Error('the embedded target has no identity');
  const { endpoint, region, timing } = target;
  const service = contract.wire.signingService;
  const client = createWireClient(endpoint, { timeoutMs: timing.requestTimeout, region, service });
  const pool = new Pool(endpoint.origin);
  try {
    const request = operationRequest(contract, identity, OPERATION, {});
    const { sentHeaders } = await client.send(request);
    const wireClient = await perSecond(async () => (await client.send(request)).response?.status);
    const signed = { method: request.method, path: request.target, headers: flat(sentHeaders) };
    const bareUndici = await perSecond(async () => {
      const { statusCode, body } = await pool.request({ ...signed, body: request.body });
      await body.arrayBuffer();
      return statusCode;
    });
    return { wireClient, bareUndici };
  } finally {
    await Promise.all([client.close(), pool.close()]);
    await close();
  }
}

async function perSecond(send: () => Promise<number | undefined>): Promise<number> {
  const startedAt = performance.now();
  const worker = async () => {
    for (let sent = 0; sent < REQUESTS / WORKERS; sent += 1) {
      const status = await send();
      if (status !== 200) throw new Error(`${OPERATION} was answered with status ${status}`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return (REQUESTS * 1000) / (performance.now() - startedAt);
}

function flat(headers: readonly Header[]): string[] {
  return headers.flatMap(([name, value]) => [name, value]);
}

/** Random wire anomalies of every operation, JSON and HTTP in turn, each drawn, signed and sent: requests per second. */
export async function wireAnomalies(): Promise<number> {
  const contract = loadContract();
  const { target, close } = await startEmbedded({ verifySignatures: true });
  const { endpoint, region, timing, identities } = target;
  const client = createWireClient(endpoint, {
    timeoutMs: timing.requestTimeout,
    region,
    service: contract.wire.signingService,
  });
  const random = seededRandom(1);
  const sources = drawingSources(contract, target);
  const { inputs } = sources;
  const drawer = new WireDrawer(sources);
  const operations = Object.keys(contract.operations);
  const [identity] = identities;
  if (!identity) throw new Error('the embedded target has no identity');
  let sent = 0;
  const worker = async () => {
    while (sent < ANOMALIES) {
      const operation = operations[sent % operations.length] ?? '';
      const kind = Math.floor(sent / operations.length) % 2 === 0 ? 'json' : 'http';
      sent += 1;
      const { AccountId: _account, ...input } = inputs.valid(operation).generate(random, undefined).value;
      const drawn = drawer[kind](random, identity, operation, input);
      if (drawn) await client.send({ ...drawn.wire, identity, operation });
    }
  };
  try {
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: WORKERS }, worker));
    return (ANOMALIES * 1000) / (performance.now() - startedAt);
  } finally {
    await client.close();
    await close();
  }
}
