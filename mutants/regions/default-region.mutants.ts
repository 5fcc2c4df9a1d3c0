import { isPending } from '../../reference/core/state/region-status.ts';
import type { Mutant } from '../mutant.ts';

export const defaultRegionMutants: readonly Mutant[] = [
  {
    id: 'written/default-region-begins-disabled',
    fault: 'The last of the regions that are enabled by default is one that has to be enabled.',
    kind: 'written',
    rule: 'regions/default-regions-fixed',
    because: 'DISABLED',
    compose: (parts) => ({
      ...parts,
      statusAt: (account, region, all) => {
        const status = parts.statusAt(account, region, all);
        const { regions, lifecycle } = all.options;
        if (region !== regions.defaults.at(-1) || !lifecycle.fixed.includes(status)) return status;
        return lifecycle.transitions[0]?.from ?? status;
      },
    }),
  },
  {
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
  },
  {
    id: 'written/default-region-enable-accepted',
    fault: 'Enabling a region that is enabled by default succeeds and does nothing.',
    kind: 'written',
    rule: 'regions/enable-default-region-refused',
    also: ['regions/enable-default-region-error', 'regions/no-default-region-enabled'],
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const isDefault = all.options.regions.defaults.includes(region);
        if (!isDefault || call.operation.name !== 'EnableRegion') parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/one-default-region-can-be-disabled',
    fault: 'Changes are not refused for the last region that is enabled by default.',
    kind: 'written',
    rule: 'regions/no-default-region-disabled',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const forgotten = all.options.regions.defaults.at(-1);
        if (region !== forgotten || call.operation.name !== 'DisableRegion')
          parts.changeRegion(call, region, all);
      },
    }),
  },
];
