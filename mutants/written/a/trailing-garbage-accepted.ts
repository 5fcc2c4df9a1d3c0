import type { Json } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const trailingGarbageAccepted: Mutant = {
  id: 'written/trailing-garbage-accepted',
  fault: 'What follows the last brace of a body is not read.',
  kind: 'written',
  rule: 'wire/json/trailing-garbage/PutAlternateContact',
  because: '200 with an empty body',
  compose: readBodyAs((text) => {
    try {
      return JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) as Json;
    } catch {
      return undefined;
    }
  }),
};
