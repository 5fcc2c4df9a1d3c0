import type { Mutant } from '../../mutant.ts';

export const truncatedPageTokenAccepted: Mutant = {
  id: 'written/truncated-page-token-accepted',
  fault: 'Of a page token only the beginning is compared.',
  kind: 'written',
  rule: 'listing/token-altered',
  because: 'no refusal',
  compose: (parts) => {
    const issued: [token: string, after: string][] = [];
    const COMPARED = 12;
    return {
      ...parts,
      tokens: {
        issue: (scope, after) => {
          const token = parts.tokens.issue(scope, after);
          issued.push([token, after]);
          return token;
        },
        read: (_scope, token) =>
          issued.find(([one]) => one.slice(0, COMPARED) === token.slice(0, COMPARED))?.[1] ?? null,
      },
    };
  },
};
