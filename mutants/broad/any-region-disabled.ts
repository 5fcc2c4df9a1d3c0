import type { Mutant } from '../mutant.ts';

export const anyRegionDisabled: Mutant = {
  id: 'broad/any-region-disabled',
  fault: 'Disabling a region that does not exist succeeds.',
  kind: 'written',
  rule: 'regions/unknown-region-refused/DisableRegion',
  also: ['regions/other-partition-refused/DisableRegion'],
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    handlers: {
      ...parts.handlers,
      DisableRegion: (call, all) => {
        const { RegionName: name } = call.input;
        if (typeof name === 'string' && !all.regionNames(all).includes(name)) return null;
        return parts.handlers['DisableRegion']?.(call, all) ?? null;
      },
    },
  }),
};
