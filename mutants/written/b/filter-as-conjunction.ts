import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterAsConjunction: Mutant = {
  id: 'written/filter-as-conjunction',
  fault: 'A filter of several statuses finds the regions that have all of them.',
  kind: 'written',
  rule: 'listing/filter-several-statuses',
  because: 'is missing and no token follows',
  compose: (parts) => filterBy(parts, (status, wanted) => wanted.every((one) => status === one)),
};
