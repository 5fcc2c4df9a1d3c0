import type { Mutant } from '../mutant.ts';

export const awkwardTextsMutants: readonly Mutant[] = [
  {
    id: 'written/lone-surrogate-at-the-top-crash',
    fault: 'A lone surrogate in a member that stands at the top of the input makes the service fail.',
    kind: 'written',
    rule: 'errors/awkward-texts/ListRegions',
    also: ['errors/awkward-texts/*'],
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        for (const text of Object.values(input).flat())
          if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
  {
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
  },
];
