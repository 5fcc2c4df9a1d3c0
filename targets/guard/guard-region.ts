import { loadRegions } from '../../spec/load-regions.ts';
import type { Target } from '../target.ts';

const CODE = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Why a change of this region is not asked for; `null`: it may be, also since no account can change such a one. */
export function regionRefusal(value: string, { name, safety }: Target): string | null {
  const region = value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '');
  if (safety.regions.includes(region) || !mayExist(region)) return null;
  return `region ${region} is not in safety.regions of target "${name}": add it there, if it may change`;
}

/** The catalogue is open: a code that looks like one of its own may be a region that opened later. */
function mayExist(region: string): boolean {
  const { defaults, optIn, later, otherPartitions } = loadRegions();
  if (defaults.includes(region) || otherPartitions.includes(region)) return false;
  const continents = new Set([...defaults, ...optIn, ...later].map((known) => known.slice(0, 2)));
  return CODE.test(region) && continents.has(region.slice(0, 2));
}
