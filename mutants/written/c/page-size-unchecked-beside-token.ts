import type { Mutant } from '../../mutant.ts';

export const pageSizeUncheckedBesideToken: Mutant = {
  id: 'written/page-size-unchecked-beside-token',
  fault: 'The bounds of MaxResults are checked for the first page only.',
  kind: 'written',
  rule: 'listing/invalid-beside-token',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, all) =>
      parts
        .validate(shape, input, all)
        .filter(({ path }) => !(path === 'MaxResults' && input['NextToken'] !== undefined)),
  }),
};
