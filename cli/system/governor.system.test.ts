import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { loneTarget } from '../../harness/testing/run-against.ts';
import type { Pace } from '../../targets/pacing/pace.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { connect } from '../../harness/connect.ts';
import { runConformance } from '../run/run-conformance.ts';

const contract = loadContract();
/** How much faster time passes, for the service and for us. */
const SPEED = 100;
const pace = paceAt(SPEED);
const { now } = pace;

function paceAt(speed: number): Pace {
  return {
    now: () => performance.now() * speed,
    sleep: (ms, signal) => delay(ms / speed, undefined, signal ? { signal } : {}),
  };
}

async function quotaTarget(regionDelayMs = 0, clock = { now }) {
  const calls: { operation: string; caller: string }[] = [];
  const { target, close } = await startEmbedded({
    enforceQuotas: true,
    regionDelayMs,
    clock,
    compose: (parts): ServiceParts => ({
      ...parts,
      throttle(caller, operation, all) {
        calls.push({ caller, operation: operation.name });
        parts.throttle(caller, operation, all);
      },
    }),
  });
  onTestFinished(close);
  return { target, calls };
}

test('a run on a service that enforces its quotas is never refused for its rate', async () => {
  const { target, calls } = await quotaTarget(10_000);
  let throttled: number | undefined;
  const { verdict, rules } = await runConformance({
    target,
    selection: { suites: ['contacts', 'primary-contact', 'regions', 'listing'] },
    seed: 1,
    runs: 2,
    pace,
    onThrottled: (requests) => {
      throttled = requests;
    },
  });
  const broken = rules.filter(({ outcome }) => !['pass', 'observed', 'skipped'].includes(outcome));
  expect(broken.map(({ id, reason, findings }) => `${id}: ${reason ?? findings?.[0]?.message}`)).toEqual([]);
  expect({ verdict, throttled }).toEqual({ verdict: 'conforms', throttled: 0 });
  const most = Math.max(
    ...Object.values(Object.groupBy(calls, ({ operation }) => operation)).map((all) => all?.length ?? 0),
  );
  expect(most, 'more than any burst').toBeGreaterThan(100);
});

test('without a governor the same service refuses, and all is answered in the end', async () => {
  const { target } = await quotaTarget(0, { now: () => performance.now() });
  const { client } = await connect(
    { ...target, capabilities: { ...target.capabilities, quotas: false } },
    contract,
  );
  onTestFinished(() => client.close());
  const [identity] = target.identities;
  if (!identity) throw new Error('no identity');
  const statuses = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const { response } = await client.send(operationRequest(contract, identity, 'ListRegions', {}));
      return response?.status;
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(client.throttled).toBeGreaterThan(0);
});

test('region changes wait until fewer than the quota are under way', async () => {
  const { target } = await quotaTarget(60_000);
  const waits: string[] = [];
  const { client } = await connect(target, contract, { pace, say: (message) => waits.push(message) });
  onTestFinished(() => client.close());
  const [identity] = target.identities;
  if (!identity) throw new Error('no identity');
  const regions = [
    'af-south-1',
    'ap-east-1',
    'ap-south-2',
    'eu-south-1',
    'eu-south-2',
    'il-central-1',
    'me-south-1',
  ];
  expect(regions.length).toBe(loadQuotas().concurrentRegionRequests.perAccount + 1);
  const statuses = [];
  for (const RegionName of regions) {
    const { response } = await client.send(
      operationRequest(contract, identity, 'EnableRegion', { RegionName }),
    );
    statuses.push(response?.status);
  }
  expect(statuses).toEqual(regions.map(() => 200));
  expect(waits[0]).toMatch(/^waiting for the change of af-south-1 in account 1{12}/);
  expect(client.throttled).toBe(0);
  expect(waits.join('\n'), 'what is awaited').toMatch(
    /af-south-1 in account 1{12}: ENABLING for \d+ s so far/,
  );
});

test.each([true, false])(
  'what is refused for its rate all the same is sent again after the time that the service asks for (quotas: %s)',
  async (claimed) => {
    const sent: number[] = [];
    const server = await loopbackServer((_request, _body, response) => {
      sent.push(now());
      const refuse = sent.length < 3;
      response.writeHead(refuse ? 429 : 200, { 'retry-after': '7', 'content-type': 'application/json' });
      response.end(refuse ? '{"__type":"TooManyRequestsException"}' : '{}');
    });
    onTestFinished(() => server.close());
    const capabilities = { signatures: false, quotas: claimed, authorization: false, events: false };
    const target = loneTarget(server.url, { capabilities });
    const { client } = await connect(target, contract, { pace });
    onTestFinished(() => client.close());
    const [identity] = target.identities;
    if (!identity) throw new Error('no identity');
    const { response } = await client.send(operationRequest(contract, identity, 'ListRegions', {}));
    expect({ status: response?.status, throttled: client.throttled }).toEqual({ status: 200, throttled: 2 });
    const pauses = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(7000);
  },
);

test('a service that refuses everything for its rate is not a finding', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(400, { 'x-amzn-errortype': 'ThrottlingException' }).end('{}');
  });
  onTestFinished(() => server.close());
  const quotas = { signatures: false, quotas: true, authorization: false, events: false };
  const target = loneTarget(server.url, { capabilities: quotas });
  const fast: Pace = { now, sleep: async () => {} };
  const { rules, exitCode } = await runConformance({
    target,
    selection: { rules: ['listing/*'] },
    runs: 1,
    pace: fast,
  });
  expect(rules.filter(({ findings }) => findings).map(({ id }) => id)).toEqual([]);
  expect(exitCode).toBe(3);
});

test.each([
  { perSecond: 40, speed: 4 },
  { perSecond: 5, speed: 60 },
])(
  'a service that throttles each caller at $perSecond requests a second, whatever the target claims, is found to conform',
  async ({ perSecond, speed }) => {
    const timed = paceAt(speed);
    const taken = new Map<string, { tokens: number; at: number }>();
    const { target, close } = await startEmbedded({
      regionDelayMs: 0,
      compose: (parts): ServiceParts => ({
        ...parts,
        throttle(caller) {
          const before = taken.get(caller) ?? { tokens: perSecond, at: timed.now() };
          const tokens = Math.min(perSecond, before.tokens + ((timed.now() - before.at) * perSecond) / 1000);
          taken.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at: timed.now() });
          if (tokens < 1) throw new Refusal('TooManyRequestsException', 'Slow down.');
        },
      }),
    });
    onTestFinished(close);
    let throttled: number | undefined;
    const { verdict, rules, notRestored } = await runConformance({
      target,
      selection: { suites: ['contacts', 'primary-contact'] },
      seed: 1,
      runs: 2,
      pace: timed,
      onThrottled: (requests) => {
        throttled = requests;
      },
    });
    const broken = rules.filter(({ outcome }) => !['pass', 'observed', 'skipped'].includes(outcome));
    expect(broken.map(({ id, outcome, reason }) => `${id} ${outcome}: ${reason}`)).toEqual([]);
    expect({ verdict, notRestored }).toEqual({ verdict: 'conforms', notRestored: [] });
    expect(throttled).toBeGreaterThan(0);
  },
);
