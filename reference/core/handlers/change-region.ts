import { regionRefusal } from './region-refusal.ts';
import type { Call, ServiceParts } from '../service-parts.ts';

/** Starts the change that the lifecycle has for the operation and the region's status, or refuses as it says. */
export function changeRegion({ operation, account }: Call, region: string, parts: ServiceParts): void {
  const { clock, lifecycle } = parts.options;
  const from = parts.statusAt(account, region, parts);
  const applies = (entry: { request: string; from: string }): boolean =>
    entry.request === operation.name && entry.from === from;
  const transition = lifecycle.transitions.find(applies);
  if (!transition) throw regionRefusal(lifecycle.refusals.find(applies), `${region} is ${from}.`, parts);
  parts.limitRegionRequests(account, parts);
  const { via, to } = transition;
  parts.store.putRegionChange(account, region, { from, via, to, startedAt: clock.now() });
}
