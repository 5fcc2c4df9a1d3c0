import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const loneSurrogateCrash: Mutant = {
  id: 'written/lone-surrogate-crash',
  fault: 'A lone surrogate ends in a server error.',
  kind: 'written',
  rule: 'wire/json/lone-surrogate/PutAlternateContact',
  because: '500',
  compose: readBodyAs((text) => {
    if (/\\ud[89a-f]/i.test(text)) encodeURIComponent(String(JSON.parse('"\\ud800"')));
    return undefined;
  }),
};
