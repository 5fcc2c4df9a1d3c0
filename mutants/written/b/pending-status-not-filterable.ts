import type { Mutant } from '../../mutant.ts';
import { filterBy } from './filter-by.ts';

export const pendingStatusNotFilterable: Mutant = {
  id: 'written/pending-status-not-filterable',
  fault: 'A filter knows no pending regions: one that is being disabled counts as enabled.',
  kind: 'written',
  rule: 'regions/list-agrees-while-disabling',
  because: 'not listed',
  compose: (parts) =>
    filterBy(parts, (status, wanted) => {
      const settled = status === 'DISABLING' ? 'ENABLED' : status;
      return wanted.length === 0 || wanted.includes(settled);
    }),
};
