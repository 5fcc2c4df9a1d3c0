import type { Json } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const singleQuotesAccepted: Mutant = {
  id: 'written/single-quotes-accepted',
  fault: 'Single quotes do for double ones.',
  kind: 'written',
  rule: 'wire/json/single-quotes/PutAlternateContact',
  because: '200 with an empty body',
  compose: readBodyAs((text) => {
    try {
      return text.startsWith("{'") ? (JSON.parse(text.replaceAll("'", '"')) as Json) : undefined;
    } catch {
      return undefined;
    }
  }),
};
