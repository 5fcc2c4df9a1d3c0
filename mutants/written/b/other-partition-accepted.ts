import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const otherPartitionAccepted: Mutant = {
  id: 'written/other-partition-accepted',
  fault: 'Regions of other partitions can be read, and are shown as disabled.',
  kind: 'written',
  rule: 'regions/other-partition-refused/GetRegionOptStatus',
  because: 'no refusal',
  compose: (parts) =>
    wrapHandlers(parts, ['GetRegionOptStatus'], (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName');
      if (!all.options.regions.otherPartitions.includes(region)) return inner(call, all);
      return { RegionName: region, RegionOptStatus: all.options.lifecycle.initial };
    }),
};
