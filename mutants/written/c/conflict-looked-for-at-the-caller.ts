import { isPending } from '../../../reference/core/state/region-status.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const conflictLookedForAtTheCaller: Mutant = {
  id: 'written/conflict-looked-for-at-the-caller',
  fault: 'For a member, a pending change is looked for in the account of the caller.',
  kind: 'written',
  rule: 'context/conflict-of-member/DisableRegion',
  also: ['context/conflict-of-member/EnableRegion', 'context/pending-elsewhere'],
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      const { account, caller } = call;
      if (account === caller) return parts.changeRegion(call, region, all);
      const elsewhere = all.store.regionChange(caller, region);
      if (elsewhere && isPending(elsewhere, all))
        throw new Refusal('ConflictException', `A change of ${region} is in progress.`);
      const change = all.store.regionChange(account, region);
      const settled = change && isPending(change, all) ? { ...all, statusAt: () => change.to } : all;
      parts.changeRegion(call, region, settled);
    },
  }),
};
