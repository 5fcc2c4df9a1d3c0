import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { EMBEDDED_WORLD } from '../config/embedded-world.ts';
import type { WireClient, WireRequest } from '../transport/exchange.ts';
import { governedClient } from './governor.ts';
import { embeddedTarget } from '../config/presets.ts';
import type { Identity } from '../target.ts';

const contract = loadContract();
const { perOrganizationAccepted, perAccount } = loadQuotas().concurrentRegionRequests;
const [enabling] = loadLifecycle().transitions;
const target = {
  ...embeddedTarget(new URL('http://127.0.0.1')),
  capabilities: { signatures: false, quotas: true, authorization: false, events: false },
};
const members = EMBEDDED_WORLD.organizations[0]?.members ?? [];

/** A service with which every change stays under way until its own account has asked for it so often. */
function service(looks: number, refuse: (request: WireRequest) => boolean = () => false) {
  const asked = new Map<string, number>();
  const sent: WireRequest[] = [];
  const client: WireClient = {
    async send(request) {
      sent.push(request);
      const input = JSON.parse(Buffer.from(request.body).toString()) as Record<string, string>;
      const key = `${request.identity?.accountId} ${input['RegionName']}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      const over = (asked.get(key) ?? 0) > looks;
      const body = { ...input, RegionOptStatus: over ? enabling?.to : enabling?.via };
      const refused = refuse(request);
      return {
        request,
        response: {
          status: refused ? 403 : 200,
          headers: [],
          body: Buffer.from(
            request.operation === 'GetRegionOptStatus' && !refused ? JSON.stringify(body) : '',
          ),
        },
        fault: null,
        durationMs: 1,
      } as unknown as Awaited<ReturnType<WireClient['send']>>;
    },
    close: async () => {},
  };
  return { client, sent };
}

function enable(identity: Identity, region: string): WireRequest {
  return {
    identity,
    operation: 'EnableRegion',
    method: 'POST',
    target: '/enableRegion',
    headers: [['content-type', contract.wire.contentType]],
    body: Buffer.from(JSON.stringify({ RegionName: region })),
  };
}

function governed(client: WireClient) {
  let now = 0;
  const pace = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  return governedClient(client, target, contract, { pace });
}

/** As many changes as one organization may have under way, and one more. */
async function fill(client: WireClient): Promise<void> {
  const identities = target.identities.filter(({ accountId }) => members.includes(accountId ?? ''));
  for (let change = 0; change <= perOrganizationAccepted; change += 1) {
    const identity = identities[Math.floor(change / perAccount)];
    if (!identity) throw new RangeError('too few members');
    await client.send(enable(identity, `region-${change % perAccount}`));
  }
}

test('a change of another account is waited for by asking as that account', async () => {
  const { client, sent } = service(2);
  await fill(governed(client));
  const looks = sent.filter(({ operation }) => operation === 'GetRegionOptStatus');
  const changes = sent.filter(({ operation }) => operation === 'EnableRegion');
  expect(changes).toHaveLength(perOrganizationAccepted + 1);
  expect(looks.length).toBeGreaterThan(1);
  const [first] = changes;
  expect(new Set(looks.map(({ identity }) => identity?.accountId))).toEqual(
    new Set([first?.identity?.accountId]),
  );
});

test('a change whose status is refused is not waited for forever', async () => {
  const { client, sent } = service(Infinity, ({ operation }) => operation === 'GetRegionOptStatus');
  await fill(governed(client));
  expect(sent.filter(({ operation }) => operation === 'EnableRegion')).toHaveLength(
    perOrganizationAccepted + 1,
  );
});
