import type { Mutant } from '../../mutant.ts';

export const endlessDisabling: Mutant = {
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
};
