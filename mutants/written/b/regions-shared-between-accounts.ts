import type { Mutant } from '../../mutant.ts';

export const regionsSharedBetweenAccounts: Mutant = {
  id: 'written/regions-shared-between-accounts',
  fault: 'A region that is enabled in one account is enabled in all.',
  kind: 'written',
  rule: 'context/accounts-apart/Regions',
  because: 'expected DISABLED',
  compose: (parts) => {
    const { store } = parts;
    return {
      ...parts,
      store: {
        ...store,
        regionChange: (_account, region) => store.regionChange('shared', region),
        putRegionChange: (_account, region, change) => store.putRegionChange('shared', region, change),
        regionChanges: () => store.regionChanges('shared'),
      },
    };
  },
};
