import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { tokenBuckets } from './token-buckets.ts';

export const overRateNamedThrottling: Mutant = {
  id: 'written/over-rate-named-throttling',
  fault: 'Requests over the rate are refused with the name and status of the page of common errors.',
  kind: 'written',
  rule: 'quotas/over/ListRegions',
  because: '400 ThrottlingException',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    throttle: tokenBuckets({ refuse: () => new Refusal('ThrottlingException', 'Slow down.') }),
  }),
};
