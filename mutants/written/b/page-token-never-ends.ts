import type { Mutant } from '../../mutant.ts';

export const pageTokenNeverEnds: Mutant = {
  id: 'written/page-token-never-ends',
  fault: 'Every page has a token, the last one too.',
  kind: 'written',
  rule: 'listing/page-walk',
  because: 'a token follows where there is nothing more',
  compose: (parts) => ({
    ...parts,
    paginate: (names, after, size) => {
      const page = parts.paginate(names, after, size);
      return { ...page, last: page.last ?? page.names.at(-1) ?? after };
    },
  }),
};
