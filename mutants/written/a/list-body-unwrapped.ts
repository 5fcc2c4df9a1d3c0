import type { Json } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const listBodyUnwrapped: Mutant = {
  id: 'written/list-body-unwrapped',
  fault: 'A list as the body is taken for its first element.',
  kind: 'written',
  rule: 'wire/json/array-root/PutContactInformation',
  because: '200 with an empty body',
  compose: readBodyAs((text) => {
    if (!text.startsWith('[')) return undefined;
    const list = JSON.parse(text) as readonly Json[];
    return list[0];
  }),
};
