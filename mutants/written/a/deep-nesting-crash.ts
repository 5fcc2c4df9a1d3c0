import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const deepNestingCrash: Mutant = {
  id: 'written/deep-nesting-crash',
  fault: 'A body that is nested deeply ends in a server error.',
  kind: 'written',
  rule: 'wire/json/deep-nesting/ListRegions',
  because: '500',
  compose: readBodyAs((text) => {
    if (/[[{]{500}|(?:\{"[^"]*":){200}/.test(text)) throw new Error('stack overflow');
    return undefined;
  }),
};
