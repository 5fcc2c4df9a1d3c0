import type { RegionChange } from './store.ts';
import type { ServiceParts } from '../service-parts.ts';

/** Every region of the aws partition, by name. */
export function regionNames({ options }: ServiceParts): readonly string[] {
  const { defaults, optIn, later } = options.regions;
  return [...defaults, ...optIn, ...later].toSorted();
}

/** The status of a region now: of its last change where there is one, else the one that the region starts with. */
export function statusAt(account: string, region: string, parts: ServiceParts): string {
  const { lifecycle, regions } = parts.options;
  const [fixed] = lifecycle.fixed;
  if (fixed !== undefined && regions.defaults.includes(region)) return fixed;
  const change = parts.store.regionChange(account, region);
  if (!change) return lifecycle.initial;
  return isPending(change, parts) ? change.via : change.to;
}

/** Whether a change has not settled yet. */
export function isPending(change: RegionChange, { options }: ServiceParts): boolean {
  return options.clock.now() < change.startedAt + options.regionDelayMs;
}
