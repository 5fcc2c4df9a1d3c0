import { createReference } from '../../reference/core/service.ts';
import { serveHttp } from '../../reference/http/http-server.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { Identity } from '../../targets/target.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { runConformance, type RunSettings } from './run-conformance.ts';

/** What a run is going to ask of its target. */
export interface Forecast {
  readonly requests: number;
  readonly regionChanges: number;
  /** At the documented rates; without the time that region changes take. */
  readonly leastMs: number;
}

/** Counts by running the same rules with the same seed against the embedded service, in the same organizations. */
export async function forecast(settings: RunSettings): Promise<Forecast> {
  const identities = settings.target.identities.map((identity, at): Identity => {
    const accountId = identity.accountId ?? String(at).padStart(12, '0');
    const credentials = testCredentials(accountId);
    return { ...identity, accountId, credentials: () => credentials };
  });
  const known = identities.map(({ accountId }) => ({
    ...testCredentials(accountId ?? ''),
    accountId: accountId ?? '',
  }));
  const calls = new Map<string, number>();
  let regionChanges = 0;
  const count = (parts: ServiceParts): ServiceParts => ({
    ...parts,
    throttle(caller, operation, all) {
      const key = `${operation.name} ${caller}`;
      calls.set(key, (calls.get(key) ?? 0) + 1);
      parts.throttle(caller, operation, all);
    },
    changeRegion(call, region, all) {
      parts.changeRegion(call, region, all);
      regionChanges += 1;
    },
  });
  const service = createReference(
    {
      contract: loadContract(settings.edition),
      world: settings.target.world,
      credentials: known,
      regionDelayMs: 0,
    },
    count,
  );
  const server = await serveHttp(service);
  const { target, tier, edition, selection, seed, runs, workers, order, signal } = settings;
  const { journal: _journal, sts: _sts, organizationsApi: _organizations, ...plain } = target;
  const capabilities = { ...target.capabilities, quotas: false };
  try {
    const { requests } = await runConformance({
      target: { ...plain, identities, capabilities, endpoint: server.url, loopback: true },
      ...(tier ? { tier } : {}),
      ...(edition ? { edition } : {}),
      ...(selection ? { selection } : {}),
      ...(seed === undefined ? {} : { seed }),
      ...(runs === undefined ? {} : { runs }),
      ...(workers === undefined ? {} : { workers }),
      ...(order ? { order } : {}),
      ...(signal ? { signal } : {}),
    });
    return { requests, regionChanges, leastMs: leastMs(calls) };
  } finally {
    await server.close();
  }
}

/** The time that the slowest bucket takes to give so many tokens. */
function leastMs(calls: ReadonlyMap<string, number>): number {
  const { rates } = loadQuotas();
  const times = [...calls].map(([key, count]) => {
    const rate = rates[key.split(' ')[0] ?? ''];
    return rate ? (Math.max(0, count - rate.burst) / rate.perSecond) * 1000 : 0;
  });
  return Math.max(0, ...times);
}
