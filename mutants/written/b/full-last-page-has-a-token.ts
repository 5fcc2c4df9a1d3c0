import type { Mutant } from '../../mutant.ts';

export const fullLastPageHasAToken: Mutant = {
  id: 'written/full-last-page-has-a-token',
  fault: 'A last page that is full has a token, which leads to an empty page.',
  kind: 'written',
  rule: 'listing/no-token-after-everything',
  because: 'a token follows where there is nothing more',
  compose: (parts) => ({
    ...parts,
    paginate: (names, after, size) => {
      const page = parts.paginate(names, after, size);
      return page.names.length === size ? { ...page, last: page.names.at(-1) ?? null } : page;
    },
  }),
};
