import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const pageTokenDropsTheFilter: Mutant = {
  id: 'written/page-token-drops-the-filter',
  fault: 'The filter counts on the first page only; what a token leads to is not filtered.',
  kind: 'written',
  rule: 'listing/filter-with-paging',
  because: 'does not belong there',
  compose: (parts) => {
    const { tokens } = parts;
    const unfiltered = {
      ...parts,
      tokens: {
        issue: (scope: Parameters<typeof tokens.issue>[0], after: string) =>
          tokens.issue({ ...scope, filter: [] }, after),
        read: (scope: Parameters<typeof tokens.read>[0], token: string) =>
          tokens.read({ ...scope, filter: [] }, token),
      },
    };
    return wrapHandlers(unfiltered, ['ListRegions'], (inner) => (call, all) => {
      if (call.input['NextToken'] === undefined) return inner(call, all);
      const { RegionOptStatusContains: _, ...input } = call.input;
      return inner({ ...call, input }, all);
    });
  },
};
