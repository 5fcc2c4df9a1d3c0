import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterTakesTwoStatuses: Mutant = {
  id: 'written/filter-takes-two-statuses',
  fault: 'Of a filter of several statuses only the first two count.',
  kind: 'written',
  rule: 'listing/filter-several-statuses',
  because: 'is missing and no token follows',
  compose: (parts) =>
    filterBy(parts, (status, wanted) => wanted.length === 0 || wanted.slice(0, 2).includes(status)),
};
