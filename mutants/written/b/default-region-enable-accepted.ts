import type { Mutant } from '../../mutant.ts';

export const defaultRegionEnableAccepted: Mutant = {
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
};
