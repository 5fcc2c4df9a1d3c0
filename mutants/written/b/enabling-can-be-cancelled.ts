import type { Mutant } from '../../mutant.ts';

export const enablingCanBeCancelled: Mutant = {
  id: 'written/enabling-can-be-cancelled',
  fault: 'Disabling a region that is being enabled cancels that.',
  kind: 'written',
  rule: 'regions/opposite-request-while-enabling',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const { account, operation } = call;
      const pending = all.statusAt(account, region, all) === 'ENABLING';
      const change = all.store.regionChange(account, region);
      if (operation.name !== 'DisableRegion' || !pending || !change)
        return parts.changeRegion(call, region, all);
      all.store.putRegionChange(account, region, { ...change, to: change.from, startedAt: 0 });
    },
  }),
};
