import type { Mutant } from '../../mutant.ts';

const THRESHOLD = 30;

export const pageSizeIgnoredAboveThirty: Mutant = {
  id: 'written/page-size-ignored-above-thirty',
  fault: 'A page size above thirty is ignored: all regions are on one page.',
  kind: 'written',
  rule: 'listing/page-walk',
  because: 'regions on a page of',
  compose: (parts) => ({
    ...parts,
    paginate: (names, after, size) => parts.paginate(names, after, size > THRESHOLD ? names.length : size),
  }),
};
