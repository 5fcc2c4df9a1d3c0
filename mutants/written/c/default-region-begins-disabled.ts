import type { Mutant } from '../../mutant.ts';

export const defaultRegionBeginsDisabled: Mutant = {
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
};
