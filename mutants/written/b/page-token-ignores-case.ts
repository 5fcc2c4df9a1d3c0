import type { Mutant } from '../../mutant.ts';

export const pageTokenIgnoresCase: Mutant = {
  id: 'written/page-token-ignores-case',
  fault: 'Page tokens are looked up without regard to case.',
  kind: 'written',
  rule: 'listing/token-altered',
  because: 'no refusal',
  compose: (parts) => {
    const issued = new Map<string, string>();
    return {
      ...parts,
      tokens: {
        issue: (scope, after) => {
          const token = parts.tokens.issue(scope, after);
          issued.set(token.toLowerCase(), after);
          return token;
        },
        read: (_scope, token) => issued.get(token.toLowerCase()) ?? null,
      },
    };
  },
};
