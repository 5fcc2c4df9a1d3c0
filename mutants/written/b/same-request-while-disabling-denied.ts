import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const sameRequestWhileDisablingDenied: Mutant = {
  id: 'written/same-request-while-disabling-denied',
  fault: 'Disabling a region that is being disabled already is refused as if access were denied.',
  kind: 'written',
  rule: 'regions/same-request-while-disabling',
  because: 'AccessDeniedException',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const status = all.statusAt(call.account, region, all);
      if (status === 'DISABLING' && call.operation.name === 'DisableRegion')
        throw new Refusal(all.errorNames.denied, `${region} is being disabled.`);
      parts.changeRegion(call, region, all);
    },
  }),
};
