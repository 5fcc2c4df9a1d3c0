import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterAsSubstring: Mutant = {
  id: 'written/filter-as-substring',
  fault: 'A filter finds every status that contains it.',
  kind: 'written',
  rule: 'listing/filter-one-status',
  also: ['listing/filter-matches-nothing', 'listing/filter-matches-nothing-at-once'],
  because: 'does not belong there',
  compose: (parts) => filterBy(parts, (status, wanted) => wanted.some((one) => status.includes(one))),
};
