import type { Mutant } from '../../mutant.ts';
import { readBodyAs } from './read-body-as.ts';

export const byteOrderMarkCrash: Mutant = {
  id: 'written/byte-order-mark-crash',
  fault: 'A byte order mark ends in a server error.',
  kind: 'written',
  rule: 'wire/json/byte-order-mark/GetAlternateContact',
  because: '500',
  compose: readBodyAs((text) => {
    if (text.startsWith('\ufeff')) throw new Error('unexpected character');
    return undefined;
  }),
};
