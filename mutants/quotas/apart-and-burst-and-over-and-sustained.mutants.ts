import type { Mutant } from '../mutant.ts';
import { tokenBuckets } from '../operators/token-buckets.ts';
import { Refusal } from '../../reference/core/refusal.ts';

/** How many requests of an operation are ever let through. */
const FULL_BUCKET = 60;

export const apartAndBurstAndOverAndSustainedMutants: readonly Mutant[] = [
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
  {
    id: 'written/burst-one-too-small',
    fault: 'One request fewer than documented is let through at once.',
    kind: 'written',
    rule: 'quotas/burst/PutContactInformation',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, throttle: tokenBuckets({ burstOf: (documented) => documented - 1 }) }),
  },
  {
    id: 'written/rate-refilled-at-once',
    fault: 'The allowance is full again before the next request, so nothing is ever refused.',
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
  {
    id: 'written/rate-never-refilled',
    fault: 'A caller that has sent sixty requests of an operation is refused forever.',
    kind: 'written',
    rule: 'quotas/sustained/GetContactInformation',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({
      ...parts,
      throttle: tokenBuckets({ burstOf: () => FULL_BUCKET, refills: false }),
    }),
  },
];
