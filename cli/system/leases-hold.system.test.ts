import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { leasesOf } from '../../harness/runner/leases.ts';
import { allRules } from '../../suites/registry.ts';
import { deriveSeed } from '../../harness/seed.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import { valuesNamed } from '../../targets/guard/guard-values.ts';
import type { Target } from '../../targets/target.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';
import { startEmbedded } from '../../proof/embedded.ts';

const SEED = 1;
const contract = loadContract();

/** What the request may read or change: the resource, on the account that is named and on the caller's own. */
function touched(target: Target, request: WireRequest): string[] {
  const accounts = [request.identity?.accountId ?? null, ...valuesNamed(request, 'AccountId')];
  const resources = operationsNamed(request, contract).flatMap(
    ({ reads, changes }) => changes ?? reads ?? [],
  );
  const scopes = accounts.flatMap((account) => {
    const found = target.identities.find(({ accountId }) => accountId === account);
    if (!found) return [];
    return [found.organization === null ? found.name : 'organizations'];
  });
  return [...new Set(scopes)].flatMap((scope) => resources.map((resource) => `${scope} ${resource}`));
}

test('no rule touches what it does not hold', async () => {
  const { target, close } = await startEmbedded({ verifySignatures: true, regionDelayMs: 0 });
  const wire = createWireClient(target.endpoint, {
    timeoutMs: target.timing.requestTimeout,
    region: target.region,
    service: contract.wire.signingService,
  });
  const rules = allRules(contract);
  const sent: WireRequest[] = [];
  const unheld: string[] = [];
  let asked = false;
  let judged = 0;
  try {
    await runAgainst(
      target,
      {},
      {
        client: {
          ...wire,
          send: (request, signal) => {
            // The first of all asks whether anybody is there, before any rule runs.
            if (asked) sent.push(request);
            asked = true;
            return wire.send(request, signal);
          },
        },
        seed: SEED,
        runs: 2,
        // One at a time: what was sent since the last rule ended was sent by this one.
        workers: 1,
        onRule: ({ id }) => {
          const rule = rules.find((one) => one.id === id);
          const requests = sent.splice(0);
          // Beside what runs alone there is nothing to disturb.
          if (!rule || rule.alone || requests.length === 0) return;
          judged += 1;
          const held = new Set(leasesOf(rule, contract, target, deriveSeed(SEED, id)));
          const beyond = new Set(
            requests.flatMap((request) => touched(target, request)).filter((one) => !held.has(one)),
          );
          if (beyond.size > 0) unheld.push(`${id}: ${[...beyond].join(', ')}`);
        },
      },
    );
  } finally {
    await wire.close();
    await close();
  }
  expect(judged).toBeGreaterThan(1000);
  expect(unheld).toEqual([]);
});
