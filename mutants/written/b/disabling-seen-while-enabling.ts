import type { Mutant } from '../../mutant.ts';

export const disablingSeenWhileEnabling: Mutant = {
  id: 'written/disabling-seen-while-enabling',
  fault: 'Every pending region is shown as being disabled, whichever way it goes.',
  kind: 'written',
  rule: 'regions/enable',
  because: '"RegionOptStatus":"DISABLING"',
  compose: (parts) => ({
    ...parts,
    statusAt: (account, region, all) => {
      const status = parts.statusAt(account, region, all);
      return status === 'ENABLING' ? 'DISABLING' : status;
    },
  }),
};
