import type { Mutant } from '../../mutant.ts';

export const oneRegionNeverEnabled: Mutant = {
  id: 'written/one-region-never-enabled',
  fault: 'For one opt-in region, enabling is accepted and does nothing.',
  kind: 'written',
  rule: 'regions/every-region-enabled',
  because: '"RegionOptStatus":"DISABLED"',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      if (region !== 'il-central-1' || call.operation.name !== 'EnableRegion')
        parts.changeRegion(call, region, all);
    },
  }),
};
