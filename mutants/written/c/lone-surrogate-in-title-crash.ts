import type { Mutant } from '../../mutant.ts';

export const loneSurrogateInTitleCrash: Mutant = {
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
};
