import type { Mutant } from '../../mutant.ts';

export const unknownPageTokenStartsOver: Mutant = {
  id: 'written/unknown-page-token-starts-over',
  fault: 'A page token that cannot be read is taken for none: the first page is shown.',
  kind: 'written',
  rule: 'listing/token-not-issued',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    tokens: { ...parts.tokens, read: (scope, token) => parts.tokens.read(scope, token) ?? '' },
  }),
};
