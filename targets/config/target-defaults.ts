import { loadContract } from '../../spec/load-contract.ts';
import type { Target } from '../target.ts';
import { isLoopback } from '../transport/loopback.ts';

type Defaults = Omit<Target, 'name' | 'endpoint' | 'identities' | 'world'>;

const SECOND = 1000;

/** What holds for an endpoint of which nothing else is said: all is allowed on loopback, only reads elsewhere. */
export function targetDefaults(endpoint: URL, loopback = isLoopback(endpoint)): Defaults {
  return {
    loopback,
    // One for a whole partition, wherever the caller is at home: what the environment names is another thing.
    region: loadContract().wire.signingRegion,
    operations: 'all',
    capabilities: { signatures: 'probe', quotas: false, authorization: false, events: false },
    values: loopback ? 'any' : 'plausible',
    timing: {
      requestTimeout: 10 * SECOND,
      consistencyWindow: loopback ? 0 : 10 * SECOND,
      regionTimeout: loopback ? 10 * SECOND : 30 * 60 * SECOND,
      regionBudget: (loopback ? 2 : 45) * 60 * SECOND,
      retries: loopback ? 0 : 2,
      ...(loopback ? { triesOnReset: 4 } : {}),
    },
    reset: null,
    safety: { tier: loopback ? 'regions' : 'read', accounts: [], regions: [] },
  };
}
