import type { Mutant } from '../../mutant.ts';
import { tokenBuckets } from './token-buckets.ts';

export const rateCountedOverAllAccounts: Mutant = {
  id: 'written/rate-counted-over-all-accounts',
  fault: 'The requests of all accounts are counted together.',
  kind: 'written',
  rule: 'quotas/accounts-apart',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, throttle: tokenBuckets({ keyOf: (_caller, operation) => operation }) }),
};
