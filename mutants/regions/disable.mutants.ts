import { isPending } from '../../reference/core/state/region-status.ts';
import type { Mutant } from '../mutant.ts';

export const disableMutants: readonly Mutant[] = [
  {
    id: 'written/enabled-seen-while-disabling',
    fault: 'A region that is being disabled is shown as enabled until it is disabled.',
    kind: 'written',
    rule: 'regions/disable',
    because: '"RegionOptStatus":"ENABLED"',
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const change = all.store.regionChange(account, region);
        const disabling = change?.via === 'DISABLING' && isPending(change, all);
        return disabling ? change.from : parts.statusAt(account, region, all);
      },
    }),
  },
  {
    id: 'written/endless-disabling',
    fault: 'A region that is being disabled stays so for ever.',
    kind: 'written',
    rule: 'regions/disable',
    because: '"RegionOptStatus":"DISABLING"',
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const change = all.store.regionChange(account, region);
        return change?.via === 'DISABLING' ? change.via : parts.statusAt(account, region, all);
      },
    }),
  },
];
