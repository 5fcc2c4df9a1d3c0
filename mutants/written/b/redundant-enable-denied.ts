import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const redundantEnableDenied: Mutant = {
  id: 'written/redundant-enable-denied',
  fault: 'Enabling an enabled region is refused as if access were denied.',
  kind: 'written',
  rule: 'regions/redundant-enable-refused',
  because: 'AccessDeniedException',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const status = all.statusAt(call.account, region, all);
      if (status === 'ENABLED' && call.operation.name === 'EnableRegion')
        throw new Refusal(all.errorNames.denied, `${region} is enabled.`);
      parts.changeRegion(call, region, all);
    },
  }),
};
