import { isJsonObject } from '../../reference/core/request/parse-body.ts';
import type { Mutant } from '../mutant.ts';

export const loneSurrogatesMutants: readonly Mutant[] = [
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
