import type { Mutant } from '../../mutant.ts';

export const redundantDisableFlips: Mutant = {
  id: 'written/redundant-disable-flips',
  fault: 'Disabling a disabled region enables it: the change is taken for a switch.',
  kind: 'written',
  rule: 'regions/redundant-disable-keeps-status',
  because: '"RegionOptStatus":"ENAB',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const { account, operation } = call;
      const { clock, lifecycle } = all.options;
      const flip = lifecycle.transitions.find(({ from }) => from === 'DISABLED');
      if (operation.name === 'DisableRegion' && all.statusAt(account, region, all) === 'DISABLED' && flip)
        all.store.putRegionChange(account, region, { ...flip, startedAt: clock.now() });
      else parts.changeRegion(call, region, all);
    },
  }),
};
