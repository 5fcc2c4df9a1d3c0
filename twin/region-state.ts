import { loadRegions } from '../spec/load-regions.ts';
import type { Dialect } from './dialects/axes.ts';

/** Regions that no document knows; the catalogue of a service is open. */
const UNHEARD_OF = ['xx-west-7', 'aq-south-1', 'ap-far-off-3'];
const FEW = 3;

type Settled = 'ENABLED' | 'DISABLED';

export interface Change {
  readonly to: Settled;
  readonly since: number;
}

/** The names of the regions that this service has, those that are enabled by default first. */
export function regionNames({ catalogue }: Dialect): { fixed: readonly string[]; optIn: readonly string[] } {
  const { defaults, optIn, later } = loadRegions();
  switch (catalogue) {
    case 'guide':
      return { fixed: defaults, optIn };
    case 'later':
      return { fixed: defaults, optIn: [...optIn, ...later] };
    case 'unheard-of':
      return { fixed: defaults, optIn: [...optIn, ...UNHEARD_OF] };
    case 'few':
      return { fixed: defaults, optIn: optIn.slice(0, FEW) };
  }
}

/** Where an opt-in region begins, by its place in the catalogue. */
export function firstChange(place: number, { statusAtFirst }: Dialect): Change {
  const enabled = statusAtFirst === 'all-enabled' || (statusAtFirst === 'some-enabled' && place % 2 === 1);
  return { to: enabled ? 'ENABLED' : 'DISABLED', since: -Infinity };
}

export function statusOf({ to, since }: Change, moment: number, pendingMs: number): string {
  if (moment >= since + pendingMs) return to;
  return to === 'ENABLED' ? 'ENABLING' : 'DISABLING';
}
