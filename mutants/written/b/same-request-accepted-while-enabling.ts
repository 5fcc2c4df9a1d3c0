import type { Mutant } from '../../mutant.ts';

export const sameRequestAcceptedWhileEnabling: Mutant = {
  id: 'written/same-request-accepted-while-enabling',
  fault: 'Enabling a region that is being enabled already succeeds again.',
  kind: 'written',
  rule: 'regions/same-request-while-enabling',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const status = all.statusAt(call.account, region, all);
      if (status !== 'ENABLING' || call.operation.name !== 'EnableRegion')
        parts.changeRegion(call, region, all);
    },
  }),
};
