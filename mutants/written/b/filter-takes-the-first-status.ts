import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterTakesTheFirstStatus: Mutant = {
  id: 'written/filter-takes-the-first-status',
  fault: 'Of a filter of several statuses only the first one counts.',
  kind: 'written',
  rule: 'listing/filter-several-statuses',
  because: 'is missing and no token follows',
  compose: (parts) => filterBy(parts, (status, wanted) => wanted.length === 0 || status === wanted[0]),
};
