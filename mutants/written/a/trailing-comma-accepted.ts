import type { Json } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const trailingCommaAccepted: Mutant = {
  id: 'written/trailing-comma-accepted',
  fault: 'A comma before the last brace is passed over.',
  kind: 'written',
  rule: 'wire/json/trailing-comma/DeleteAlternateContact',
  because: '200 with an empty body',
  compose: readBodyAs((text) => {
    const shorter = text.replace(/,\s*\}\s*$/, '}');
    return shorter === text ? undefined : (JSON.parse(shorter) as Json);
  }),
};
