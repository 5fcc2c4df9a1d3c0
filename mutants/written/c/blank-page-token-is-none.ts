import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';

export const blankPageTokenIsNone: Mutant = {
  id: 'written/blank-page-token-is-none',
  fault: 'A page token of blanks counts as none, so that the list begins anew.',
  kind: 'written',
  rule: 'listing/token-guessed',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    readInput: (shape, input, errorName) => {
      const { NextToken: token, ...others } = input;
      const blank = token !== '' && /^\s+$/.test(textOf(input, 'NextToken'));
      return parts.readInput(shape, blank ? others : input, errorName);
    },
  }),
};
