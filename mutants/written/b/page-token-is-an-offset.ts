import type { Mutant } from '../../mutant.ts';

export const pageTokenIsAnOffset: Mutant = {
  id: 'written/page-token-is-an-offset',
  fault: 'The page token is the number of the regions that were shown, as decimal digits.',
  kind: 'written',
  rule: 'listing/token-guessed',
  because: 'no refusal',
  compose: (parts) => {
    const names = parts.regionNames(parts);
    return {
      ...parts,
      tokens: {
        issue: (_scope, after) => String(names.indexOf(after) + 1),
        read: (_scope, token) => (/^\d+$/.test(token) ? (names[Number(token) - 1] ?? '') : null),
      },
    };
  },
};
