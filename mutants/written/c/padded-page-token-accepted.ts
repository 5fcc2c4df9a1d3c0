import type { Mutant } from '../../mutant.ts';

export const paddedPageTokenAccepted: Mutant = {
  id: 'written/padded-page-token-accepted',
  fault: 'A page token with padding at its end is accepted.',
  kind: 'written',
  rule: 'listing/token-altered',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      read: (scope, token) => parts.tokens.read(scope, token.replace(/=+$/, '')),
    },
  }),
};
