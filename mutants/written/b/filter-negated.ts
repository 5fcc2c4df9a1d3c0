import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const filterNegated: Mutant = {
  id: 'written/filter-negated',
  fault: 'A filter leaves out the regions that it asks for.',
  kind: 'written',
  rule: 'listing/filter-one-status',
  also: ['listing/change-between-pages', 'listing/filter-changed-region', 'listing/filter-every-pair'],
  because: 'does not belong there',
  compose: (parts) => filterBy(parts, (status, wanted) => wanted.length === 0 || !wanted.includes(status)),
};
