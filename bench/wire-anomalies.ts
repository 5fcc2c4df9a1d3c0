import { startEmbedded } from '../proof/embedded.ts';
import { WireDrawer } from '../fuzz/draw/draw-wire.ts';
import { drawingSources } from '../fuzz/draw/drawing-sources.ts';
import { seededRandom } from '../generators/seeded-random.ts';
import { loadContract } from '../spec/load-contract.ts';
import { createWireClient } from '../targets/transport/wire-client.ts';

const WORKERS = 4;
const REQUESTS = 6000;

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
    while (sent < REQUESTS) {
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
    return (REQUESTS * 1000) / (performance.now() - startedAt);
  } finally {
    await client.close();
    await close();
  }
}
