import type { Mutant } from '../../mutant.ts';

export const oneRegionEnabledAtATime: Mutant = {
  id: 'written/one-region-enabled-at-a-time',
  fault: 'Enabling a region disables the one that was enabled before.',
  kind: 'written',
  rule: 'regions/every-region-enabled',
  also: ['regions/every-region-disabled'],
  because: 'expected ENABLED',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      parts.changeRegion(call, region, all);
      if (call.operation.name !== 'EnableRegion') return;
      const { account } = call;
      for (const name of all.regionNames(all)) {
        const change = all.store.regionChange(account, name);
        if (name !== region && change && all.statusAt(account, name, all) === 'ENABLED')
          all.store.putRegionChange(account, name, { ...change, to: change.from });
      }
    },
  }),
};
