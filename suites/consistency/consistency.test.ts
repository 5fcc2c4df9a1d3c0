import { expect, onTestFinished, test } from 'vitest';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbedded } from '../../proof/embedded.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { serveTwin } from '../../proof/testing/serve-twin.ts';
import { dialect } from '../../twin/dialects/axes.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

/** Sends a put again when the requests beside it are through, as if its answer had been lost. */
function putsTwice(client: WireClient): WireClient {
  let open = 0;
  return {
    ...client,
    async send(request, signal) {
      open += 1;
      const together = open > 1;
      const exchange = await client.send(request, signal);
      open -= 1;
      if (!together || !request.operation?.startsWith('Put')) return exchange;
      await delay(5);
      return { ...(await client.send(request, signal)), earlier: [exchange] };
    },
  };
}

test('what is done twice among calls that are made together is not held against the target', async () => {
  const { target, close } = await startEmbedded();
  const client = createWireClient(target.endpoint, {
    timeoutMs: 5000,
    region: target.region,
    service: loadContract().wire.signingService,
  });
  onTestFinished(async () => {
    await client.close();
    await close();
  });
  const { rules } = await runAgainst(
    target,
    { rules: ['consistency/contact-history'] },
    { client: putsTwice(client), workers: 1, runs: 20 },
  );
  expect(rules).toMatchObject([
    {
      outcome: 'error',
      reason: expect.stringMatching(/^one of the calls made together was sent again(;|$)/),
    },
  ]);
});

test('a service that changes regions at once, and takes a redundant request, is asked for no winner', async () => {
  const { target, close } = await serveTwin(dialect({ pendingMs: 0, redundantChange: 'done' }));
  onTestFinished(close);
  const { rules } = await runAgainst(target, { rules: ['consistency/*region*'] });
  expect(rules.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['consistency/one-region-winner', 'skipped'],
    ['consistency/region-history', 'pass'],
  ]);
});
