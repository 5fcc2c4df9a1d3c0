import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';

export const filterSelectionOfWhoeverAskedFirst: Mutant = {
  id: 'written/filter-selection-of-whoever-asked-first',
  fault: 'What a filter selects is kept without the account, until a region of any account changes.',
  kind: 'written',
  rule: 'context/filtered-lists-apart',
  compose: (parts) => {
    const selections = new Map<string, string>();
    const forgetting: typeof parts = {
      ...parts,
      changeRegion: (call, region, all) => {
        selections.clear();
        parts.changeRegion(call, region, all);
      },
    };
    return wrapHandlers(forgetting, ['ListRegions'], (inner) => (call, all) => {
      const { MaxResults, NextToken, RegionOptStatusContains: filter } = call.input;
      if (filter === undefined || NextToken !== undefined) return inner(call, all);
      const key = JSON.stringify([filter, MaxResults]);
      const account = selections.get(key) ?? call.account;
      selections.set(key, account);
      return inner(call, { ...all, statusAt: (_, region) => parts.statusAt(account, region, all) });
    });
  },
};
