import type { Mutant } from '../../mutant.ts';

export const redundantDisableAccepted: Mutant = {
  id: 'written/redundant-disable-accepted',
  fault: 'Disabling a disabled region succeeds and does nothing.',
  kind: 'written',
  rule: 'regions/redundant-disable-refused',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const status = all.statusAt(call.account, region, all);
      if (status !== 'DISABLED' || call.operation.name !== 'DisableRegion')
        parts.changeRegion(call, region, all);
    },
  }),
};
