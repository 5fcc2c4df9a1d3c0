import type { Mutant } from '../mutant.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';

/** How many requests of an operation are ever let through. */
const FULL_BUCKET = 60;
const MS_PER_SECOND = 1000;

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

/** How a throttle departs from the documented one. */
interface Departures {
  /** What has a bucket of its own. */
  readonly keyOf?: (caller: string, operation: string) => string;
  readonly burstOf?: (documented: number, operation: string) => number;
  readonly refills?: boolean;
  readonly refuse?: (parts: ServiceParts) => Refusal;
}

/** A throttle of the documented rates but for its departures. */
function tokenBuckets({
  keyOf = (caller, operation) => `${caller} ${operation}`,
  burstOf = (documented) => documented,
  refills = true,
  refuse = ({ options }) => new Refusal(options.quotas.refusedAs, 'The request rate is exceeded.'),
}: Departures): ServiceParts['throttle'] {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (caller, { name }, parts) => {
    const { clock, quotas } = parts.options;
    const rate = quotas.rates[name];
    if (!rate) return;
    const now = clock.now();
    const key = keyOf(caller, name);
    const most = burstOf(rate.burst, name);
    const bucket = buckets.get(key) ?? { tokens: most, at: now };
    const refill = refills ? ((now - bucket.at) / MS_PER_SECOND) * rate.perSecond : 0;
    const tokens = Math.min(most, bucket.tokens + refill);
    buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    if (tokens < 1) throw refuse(parts);
  };
}
