import { isPending } from '../../../reference/core/state/region-status.ts';
import type { Mutant } from '../../mutant.ts';

export const disabledSeenWhileEnabling: Mutant = {
  id: 'written/disabled-seen-while-enabling',
  fault: 'A region that is being enabled is shown as disabled until it is enabled.',
  kind: 'written',
  rule: 'regions/enable',
  because: '"RegionOptStatus":"DISABLED"',
  compose: (parts) => ({
    ...parts,
    statusAt: (account, region, all) => {
      const change = all.store.regionChange(account, region);
      const enabling = change?.via === 'ENABLING' && isPending(change, all);
      return enabling ? change.from : parts.statusAt(account, region, all);
    },
  }),
};
