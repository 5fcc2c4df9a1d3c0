import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { tokenBuckets } from '../operators/token-buckets.ts';

export const overMutants: readonly Mutant[] = [
  {
    id: 'written/rate-refilled-at-once',
    fault: 'The allowance is whole again before the next request: nothing is ever refused.',
    kind: 'written',
    rule: 'quotas/over/GetAlternateContact',
    because: 'so was every request before it',
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, throttle: () => {} }),
  },
  {
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
  },
  {
    id: 'written/one-operation-unlimited',
    fault: 'Puts of alternate contacts have no limit.',
    kind: 'written',
    rule: 'quotas/over/PutAlternateContact',
    because: 'so was every request before it',
    options: { enforceQuotas: true },
    compose: (parts) => ({
      ...parts,
      throttle: (caller, operation, all) => {
        if (operation.name !== 'PutAlternateContact') parts.throttle(caller, operation, all);
      },
    }),
  },
];
