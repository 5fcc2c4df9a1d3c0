import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { VIRTUAL_REGION_DELAY_MS, virtualTime } from '../../proof/judge-service.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';
import { quotaRules } from './rules.ts';

type Compose = (parts: ServiceParts) => ServiceParts;
const same: Compose = (parts) => parts;
const contract = loadContract();
const { rates, refusedAs } = loadQuotas();
interface Setting {
  readonly pattern?: RegExp;
  readonly compose?: Compose;
  readonly seed?: number;
  readonly regionDelayMs?: number;
  readonly quotas?: boolean | 'probe';
  readonly enforceQuotas?: boolean;
}

/** Rules whose time is that of the target's clock. */
async function outcomes({ pattern = /./, compose = same, seed = 1, ...setting }: Setting = {}) {
  const { regionDelayMs = VIRTUAL_REGION_DELAY_MS, enforceQuotas = true, quotas = true } = setting;
  const time = virtualTime(contract);
  const embedded = await startEmbedded({ enforceQuotas, clock: time.clock, regionDelayMs, compose });
  const target = { ...embedded.target, capabilities: { ...embedded.target.capabilities, quotas } };
  const client = createWireClient(target.endpoint, {
    timeoutMs: target.timing.requestTimeout,
    region: target.region,
    service: contract.wire.signingService,
  });
  const rules = time.rules(quotaRules(contract)).filter(({ id }) => pattern.test(id));
  try {
    const run = await runAgainst(
      target,
      { suites: ['quotas'] },
      {
        client: time.client(client),
        rules,
        reported: new Set(rules.map(({ id }) => id)),
        seed,
        runs: 1,
        workers: 1,
        onRule: () => time.rest(),
      },
    );
    expect(run.notRestored).toEqual([]);
    return Object.fromEntries(run.rules.map((rule) => [rule.id, rule]));
  } finally {
    await client.close();
    await embedded.close();
  }
}

async function outcomeOf(id: string, setting: Omit<Setting, 'pattern'> = {}) {
  const found = await outcomes({ ...setting, pattern: new RegExp(`^${id}$`) });
  return found[id];
}

/** The throttle of a faulty service: buckets of another form. */
function buckets({
  keyOf = (caller: string, operation: string) => `${caller} ${operation}`,
  burst = (documented: number) => documented,
  refills = true,
  name = refusedAs,
  status = undefined as number | undefined,
}): Compose {
  return (parts) => {
    const kept = new Map<string, { tokens: number; at: number }>();
    return {
      ...parts,
      throttle: (caller, operation, { options }) => {
        const rate = rates[operation.name];
        if (!rate) return;
        const now = options.clock.now();
        const most = burst(rate.burst);
        const bucket = kept.get(keyOf(caller, operation.name)) ?? { tokens: most, at: now };
        const more = refills ? ((now - bucket.at) / 1000) * rate.perSecond : 0;
        const tokens = Math.min(most, bucket.tokens + more);
        kept.set(keyOf(caller, operation.name), { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
        if (tokens < 1) throw new Refusal(name, 'Slow down.', { status });
      },
    };
  };
}

for (const seed of [1, 2, 3])
  test(`a service that keeps the quotas passes with seed ${seed}`, async () => {
    const results = Object.values(await outcomes({ seed }));
    expect(results.length).toBeGreaterThan(30);
    const other = results.filter(({ outcome }) => outcome !== 'pass');
    expect(other.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([]);
  });

test('a smaller burst than the documented one is noticed', async () => {
  const compose = buckets({ burst: (documented) => documented - 1 });
  for (const operation of ['GetAlternateContact', 'PutContactInformation', 'ListRegions']) {
    const result = await outcomeOf(`quotas/burst/${operation}`, { compose });
    expect(result?.outcome).toBe('warn');
    expect(result?.findings?.[0]?.actual).toContain(refusedAs);
    expect(result?.findings?.[0]?.calls.at(-1)?.actual).toContain(refusedAs);
  }
});

test('a bucket that is never filled again is noticed', async () => {
  const compose = buckets({ burst: (documented) => documented * 4, refills: false });
  const result = await outcomeOf('quotas/sustained/GetContactInformation', { compose });
  expect(result?.outcome).toBe('warn');
});

test('a service without limits is noticed, and where it was left open the rule does not apply', async () => {
  const unlimited: Compose = (parts) => ({ ...parts, throttle: () => {} });
  const result = await outcomeOf('quotas/over/GetAlternateContact', { compose: unlimited });
  expect(result?.outcome).toBe('warn');
  expect(result?.findings?.[0]?.calls.at(-1)?.expected).toMatchObject({
    kind: 'refused',
    answers: [{ error: refusedAs }],
  });
  const probed = await outcomeOf('quotas/over/GetAlternateContact', {
    enforceQuotas: false,
    quotas: 'probe',
  });
  expect(probed).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('probed') });
});

test('the other name of the same refusal is a departure', async () => {
  const compose = buckets({ name: 'ThrottlingException', status: 400 });
  const result = await outcomeOf('quotas/over/ListRegions', { compose });
  expect(result?.outcome).toBe('warn');
  expect(result?.findings?.[0]?.actual).toContain('ThrottlingException');
});

test('a bucket that all accounts share is noticed', async () => {
  const compose = buckets({ keyOf: (_caller, operation) => operation });
  expect((await outcomeOf('quotas/accounts-apart', { compose }))?.outcome).toBe('warn');
});

test('a bucket that all operations share is noticed', async () => {
  const compose = buckets({ keyOf: (caller) => caller, burst: () => 5 });
  expect((await outcomeOf('quotas/operations-apart', { compose }))?.outcome).toBe('warn');
});

test('a service that lets more region changes run at once is noticed', async () => {
  const compose: Compose = (parts) => ({ ...parts, limitRegionRequests: () => {} });
  expect((await outcomeOf('quotas/region-requests-of-account', { compose }))?.outcome).toBe('fail');
});

test('a service that refuses the last region change of the quota is noticed', async () => {
  const compose = pendingLimit(loadQuotas().concurrentRegionRequests.perAccount - 1, 'account');
  expect((await outcomeOf('quotas/region-requests-of-account', { compose }))?.outcome).toBe('fail');
});

test('a service that counts the region changes of an organization too low is noticed', async () => {
  const compose = pendingLimit(loadQuotas().concurrentRegionRequests.perOrganizationAccepted - 1, 'all');
  expect((await outcomeOf('quotas/region-requests-of-organization', { compose }))?.outcome).toBe('fail');
});

test('a service that never lets region changes through again is noticed', async () => {
  const compose: Compose = (parts) => {
    let started = 0;
    return {
      ...parts,
      changeRegion: (call, region, all) => {
        const enables = call.operation.name === 'EnableRegion';
        if (enables && started === 6) throw new Refusal(refusedAs, 'Too many.');
        parts.changeRegion(call, region, all);
        started += enables ? 1 : 0;
      },
    };
  };
  expect((await outcomeOf('quotas/region-requests-recover', { compose }))?.outcome).toBe('fail');
});

test('where region changes end at once their quota cannot be reached, and the report says so', async () => {
  const result = await outcomeOf('quotas/region-requests-of-account', { regionDelayMs: 0 });
  expect(result).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('under way') });
});

test('more region changes of an organization than it may have are refused, or that is noticed', async () => {
  const id = 'quotas/region-requests-over-organization';
  expect(await outcomeOf(id)).toMatchObject({ outcome: 'pass' });
  const compose = pendingLimit(loadQuotas().concurrentRegionRequests.perAccount, 'account');
  expect(await outcomeOf(id, { compose })).toMatchObject({ outcome: 'fail' });
});

/** Refuses a region change where so many are under way. */
function pendingLimit(most: number, counted: 'account' | 'all'): Compose {
  return (parts) => ({
    ...parts,
    limitRegionRequests: (account, { options, store }) => {
      const { standalone, organizations } = options.world;
      const everyone = [...standalone, ...organizations.flatMap((one) => [one.management, ...one.members])];
      const accounts = counted === 'account' ? [account] : everyone;
      const pending = accounts
        .flatMap((one) => [...store.regionChanges(one)])
        .filter(({ startedAt }) => options.clock.now() < startedAt + options.regionDelayMs);
      if (pending.length >= most) throw new Refusal(refusedAs, 'Too many.');
    },
  });
}
