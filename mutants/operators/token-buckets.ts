import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';

const MS_PER_SECOND = 1000;

/** How a throttle departs from the documented one. */
export interface Departures {
  /** What has a bucket of its own. */
  readonly keyOf?: (caller: string, operation: string) => string;
  readonly burstOf?: (documented: number, operation: string) => number;
  readonly refills?: boolean;
  readonly refuse?: (parts: ServiceParts) => Refusal;
}

/** A throttle of the documented rates but for its departures. */
export function tokenBuckets({
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
