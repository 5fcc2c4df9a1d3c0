import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterEmptyFindsNothing: Mutant = {
  id: 'written/filter-empty-finds-nothing',
  fault: 'An empty filter finds no region.',
  kind: 'written',
  rule: 'listing/filter-empty',
  because: 'is missing and no token follows',
  compose: (parts) => filterBy(parts, (status, wanted) => wanted.includes(status)),
};
