import type { Mutant } from '../mutant.ts';
import { tokenBuckets } from '../operators/token-buckets.ts';

export const apartMutants: readonly Mutant[] = [
  {
    id: 'written/rate-counted-over-all-accounts',
    fault: 'The requests of all accounts are counted together.',
    kind: 'written',
    rule: 'quotas/accounts-apart',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, throttle: tokenBuckets({ keyOf: (_caller, operation) => operation }) }),
  },
  {
    id: 'written/rate-counted-over-all-operations',
    fault: 'The requests of all operations are counted together.',
    kind: 'written',
    rule: 'quotas/operations-apart',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({
      ...parts,
      throttle: tokenBuckets({ keyOf: (caller) => caller, burstOf: () => 5 }),
    }),
  },
];
