import type { Mutant } from '../../mutant.ts';
import { Refusal } from '../../../reference/core/refusal.ts';

export const regionLockedForAllAccounts: Mutant = {
  id: 'written/region-locked-for-all-accounts',
  fault: 'While a region changes in one account, it is a conflict in every other.',
  kind: 'written',
  rule: 'context/one-region-in-accounts-at-once',
  because: 'ConflictException',
  compose: (parts) => {
    const last = new Map<string, { readonly account: string; readonly at: number }>();
    return {
      ...parts,
      changeRegion: (call, region, all) => {
        const { clock, regionDelayMs } = all.options;
        const other = last.get(region);
        if (other && other.account !== call.account && clock.now() < other.at + regionDelayMs)
          throw new Refusal('ConflictException', 'The region is changing.');
        parts.changeRegion(call, region, all);
        last.set(region, { account: call.account, at: clock.now() });
      },
    };
  },
};
