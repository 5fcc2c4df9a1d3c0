import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const emptyFilterMatchesNothing: Mutant = {
  id: 'written/empty-filter-matches-nothing',
  fault: 'An empty filter lets no region pass.',
  kind: 'written',
  rule: 'listing/filter-empty',
  because: '{"Regions":[]}',
  compose: wrapHandler('ListRegions', (list) => (call, parts) => {
    const { RegionOptStatusContains: filter } = call.input;
    return Array.isArray(filter) && filter.length === 0 ? { Regions: [] } : list(call, parts);
  }),
};
