import type { Mutant } from '../../mutant.ts';

export const oneDefaultRegionCanBeDisabled: Mutant = {
  id: 'written/one-default-region-can-be-disabled',
  fault:
    'Of the regions that are enabled by default, the last of the list is missing where changes are refused.',
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
};
