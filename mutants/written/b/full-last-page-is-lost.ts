import type { Mutant } from '../../mutant.ts';

export const fullLastPageIsLost: Mutant = {
  id: 'written/full-last-page-is-lost',
  fault: 'A page after which exactly one full page is left has no token.',
  kind: 'written',
  rule: 'listing/page-walk',
  because: 'is missing and no token follows',
  compose: (parts) => ({
    ...parts,
    paginate: (names, after, size) => {
      const page = parts.paginate(names, after, size);
      const left = names.filter((name) => page.last !== null && name > page.last).length;
      return left === size ? { ...page, last: null } : page;
    },
  }),
};
