import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const rivalRequestsUndoTheChange: Mutant = {
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
        const way = all.options.lifecycle.transitions.find(({ request }) => request === call.operation.name);
        const isRival = error instanceof Refusal && change !== undefined && change.via === way?.via;
        if (isRival && all.statusAt(call.account, region, all) === change.via)
          all.store.putRegionChange(call.account, region, { ...change, to: change.from, startedAt: 0 });
        throw error;
      }
    },
  }),
};
