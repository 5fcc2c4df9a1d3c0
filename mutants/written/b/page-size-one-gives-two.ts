import type { Mutant } from '../../mutant.ts';

export const pageSizeOneGivesTwo: Mutant = {
  id: 'written/page-size-one-gives-two',
  fault: 'A page of one region has two.',
  kind: 'written',
  rule: 'listing/page-walk',
  because: '2 regions on a page of 1',
  compose: (parts) => ({
    ...parts,
    paginate: (names, after, size) => parts.paginate(names, after, Math.max(size, 2)),
  }),
};
