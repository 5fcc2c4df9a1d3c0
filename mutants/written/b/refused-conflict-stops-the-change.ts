import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const refusedConflictStopsTheChange: Mutant = {
  id: 'written/refused-conflict-stops-the-change',
  fault: 'A request that conflicts with a pending change is refused, and the pending change is dropped.',
  kind: 'written',
  rule: 'regions/opposite-request-while-enabling',
  because: '"RegionOptStatus":"DISABLED"',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      try {
        parts.changeRegion(call, region, all);
      } catch (error) {
        const change = all.store.regionChange(call.account, region);
        if (error instanceof Refusal && error.errorName === 'ConflictException' && change)
          all.store.putRegionChange(call.account, region, { ...change, to: change.from, startedAt: 0 });
        throw error;
      }
    },
  }),
};
