import { isPending } from '../../../reference/core/state/region-status.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const statusFallsBackAfterEnabling: Mutant = {
  id: 'written/status-falls-back-after-enabling',
  fault:
    'The first read of a region after its change was done shows the pending status, the second the old one.',
  kind: 'written',
  rule: 'regions/enable',
  because: '"RegionOptStatus":"DISABLED"',
  compose: (parts) => {
    const reads = new Map<string, number>();
    return wrapHandlers(parts, ['GetRegionOptStatus'], (inner) => (call, all) => {
      const output = inner(call, all);
      const region = textOf(call.input, 'RegionName');
      const change = all.store.regionChange(call.account, region);
      if (change?.to !== 'ENABLED' || isPending(change, all)) return output;
      const key = `${call.account} ${region} ${change.startedAt}`;
      const read = (reads.get(key) ?? 0) + 1;
      reads.set(key, read);
      if (read > 2) return output;
      return { ...output, RegionOptStatus: read === 1 ? change.via : change.from };
    });
  },
};
