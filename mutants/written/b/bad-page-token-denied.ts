import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const badPageTokenDenied: Mutant = {
  id: 'written/bad-page-token-denied',
  fault: 'A page token that was not issued is refused as if access were denied.',
  kind: 'written',
  rule: 'listing/token-not-issued-error',
  also: ['listing/token-altered-error'],
  because: 'AccessDeniedException',
  compose: (parts) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      read: (scope, token) => {
        const after = parts.tokens.read(scope, token);
        if (after !== null) return after;
        throw new Refusal(parts.errorNames.denied, 'The token is not yours.');
      },
    },
  }),
};
