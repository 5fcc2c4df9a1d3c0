import type { Mutant } from '../mutant.ts';

export const newestDefaultRegionMissing: Mutant = {
  id: 'broad/newest-default-region-missing',
  fault: 'A documented region is in no list.',
  kind: 'written',
  rule: 'regions/known-regions-listed',
  compose: (parts) => ({
    ...parts,
    regionNames: (all) => {
      const missing = all.options.regions.defaults.at(-1);
      return parts.regionNames(all).filter((name) => name !== missing);
    },
  }),
};
