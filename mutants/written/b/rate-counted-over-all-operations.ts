import type { Mutant } from '../../mutant.ts';
import { tokenBuckets } from './token-buckets.ts';

export const rateCountedOverAllOperations: Mutant = {
  id: 'written/rate-counted-over-all-operations',
  fault: 'The requests of all operations are counted together.',
  kind: 'written',
  rule: 'quotas/operations-apart',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, throttle: tokenBuckets({ keyOf: (caller) => caller, burstOf: () => 5 }) }),
};
