import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

/** Milliseconds within which two requests count as concurrent. */
const OVERLAP = 10;

export const regionMutants: readonly Mutant[] = [
  {
    id: 'written/two-winners-for-a-region',
    fault: 'All concurrent requests to change a region are accepted.',
    kind: 'written',
    rule: 'consistency/one-region-winner',
    because: 'no order explains',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const change = all.store.regionChange(call.account, region);
        const way = all.options.lifecycle.transitions.find(({ request }) => request === call.operation.name);
        const isRival = change?.via === way?.via && change !== undefined;
        if (!isRival || all.options.clock.now() - change.startedAt > OVERLAP)
          parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/rival-requests-undo-the-change',
    fault: 'A request that comes while the same change is pending is refused, and undoes that change.',
    kind: 'written',
    rule: 'consistency/region-history',
    because: 'no order explains',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        try {
          parts.changeRegion(call, region, all);
        } catch (error) {
          const change = all.store.regionChange(call.account, region);
          const way = all.options.lifecycle.transitions.find(
            ({ request }) => request === call.operation.name,
          );
          const isRival = error instanceof Refusal && change !== undefined && change.via === way?.via;
          if (isRival && all.statusAt(call.account, region, all) === change.via)
            all.store.putRegionChange(call.account, region, { ...change, to: change.from, startedAt: 0 });
          throw error;
        }
      },
    }),
  },
];
