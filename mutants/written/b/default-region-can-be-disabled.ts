import { isPending } from '../../../reference/core/state/region-status.ts';
import type { Mutant } from '../../mutant.ts';

export const defaultRegionCanBeDisabled: Mutant = {
  id: 'written/default-region-can-be-disabled',
  fault: 'A region that is enabled by default can be disabled like any other.',
  kind: 'written',
  rule: 'regions/disable-default-region-refused',
  also: ['regions/disable-default-region-error'],
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    statusAt: (account, region, all) => {
      const change = all.store.regionChange(account, region);
      if (!change) return parts.statusAt(account, region, all);
      return isPending(change, all) ? change.via : change.to;
    },
    changeRegion: (call, region, all) => {
      const { clock, lifecycle, regions } = all.options;
      const way = lifecycle.transitions.find(({ request }) => request === call.operation.name);
      const fresh = !all.store.regionChange(call.account, region);
      if (regions.defaults.includes(region) && fresh && way?.request === 'DisableRegion')
        all.store.putRegionChange(call.account, region, { ...way, startedAt: clock.now() });
      else parts.changeRegion(call, region, all);
    },
  }),
};
