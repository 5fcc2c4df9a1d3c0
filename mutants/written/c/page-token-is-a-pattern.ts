import type { Mutant } from '../../mutant.ts';

export const pageTokenIsAPattern: Mutant = {
  id: 'written/page-token-is-a-pattern',
  fault: 'A page token is looked for as a regular expression: one that is none makes the service fail.',
  kind: 'written',
  rule: 'errors/awkward-texts/ListRegions',
  because: '500',
  compose: (parts) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      read: (scope, token) => {
        void new RegExp(token, 'u');
        return parts.tokens.read(scope, token);
      },
    },
  }),
};
