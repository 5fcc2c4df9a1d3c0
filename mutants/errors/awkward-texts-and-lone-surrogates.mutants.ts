import type { Mutant } from '../mutant.ts';
import { isJsonObject } from '../../reference/core/request/read-input.ts';

export const awkwardTextsAndLoneSurrogatesMutants: readonly Mutant[] = [
  {
    id: 'written/lone-surrogate-at-the-top-crash',
    fault: 'A lone surrogate in a member at the top of the input makes the service fail.',
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
    fault: 'A page token is used as a regular expression: an invalid one makes the service fail.',
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
  {
    id: 'written/lone-surrogate-in-title-crash',
    fault: 'A lone surrogate in the title makes the service fail.',
    kind: 'written',
    rule: 'errors/lone-surrogates/PutAlternateContact',
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const text = input['Title'];
        if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
  {
    id: 'written/lone-surrogate-in-postal-code-crash',
    fault: 'A lone surrogate in the postal code makes the service fail.',
    kind: 'written',
    rule: 'errors/lone-surrogates/PutContactInformation',
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const text = isJsonObject(input['ContactInformation']) && input['ContactInformation']['PostalCode'];
        if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
];
