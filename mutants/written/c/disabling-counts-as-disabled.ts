import type { Mutant } from '../../mutant.ts';
import { filterBy } from '../b/filter-by.ts';

export const disablingCountsAsDisabled: Mutant = {
  id: 'written/disabling-counts-as-disabled',
  fault: 'The filter for disabled regions also finds those that are being disabled.',
  kind: 'written',
  rule: 'regions/list-agrees-while-disabling',
  because: 'not listed',
  compose: (parts) =>
    filterBy(
      parts,
      (status, wanted) =>
        wanted.length === 0 ||
        wanted.includes(status) ||
        (status === 'DISABLING' && wanted.includes('DISABLED')),
    ),
};
