import type { Operation } from '../../../spec/contract.ts';
import { accountsOf } from '../authorize-context.ts';
import { Refusal } from '../refusal.ts';
import { isPending } from './region-status.ts';
import type { ServiceParts } from '../service-parts.ts';

const MS_PER_SECOND = 1000;

/** A token bucket for each account and operation, full at first, filled at the documented rate. */
export function throttler(): ServiceParts['throttle'] {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (caller: string, operation: Operation, { options }: ServiceParts): void => {
    const rate = options.quotas.rates[operation.name];
    if (!options.enforceQuotas || !rate) return;
    const now = options.clock.now();
    const key = `${caller} ${operation.name}`;
    const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now };
    const refill = (Math.max(0, now - bucket.at) / MS_PER_SECOND) * rate.perSecond;
    const tokens = Math.min(rate.burst, bucket.tokens + refill);
    buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    if (tokens < 1) throw new Refusal(options.quotas.refusedAs, 'The request rate is exceeded.');
  };
}

/** Refuses a region change where the account, or its organization, has as many pending as it may have. */
export function limitRegionRequests(account: string, parts: ServiceParts): void {
  const { enforceQuotas, quotas, world } = parts.options;
  if (!enforceQuotas) return;
  const { perAccount, perOrganizationRefused } = quotas.concurrentRegionRequests;
  const organization = world.organizations.find((one) => accountsOf(one).includes(account));
  const inOrganization = organization
    ? accountsOf(organization).reduce((sum, one) => sum + pendingChanges(one, parts), 0)
    : 0;
  if (pendingChanges(account, parts) >= perAccount || inOrganization >= perOrganizationRefused)
    throw new Refusal(quotas.refusedAs, 'Too many region changes are pending.');
}

function pendingChanges(account: string, parts: ServiceParts): number {
  return [...parts.store.regionChanges(account)].filter((change) => isPending(change, parts)).length;
}
