import type { Mutant } from '../../mutant.ts';
import { everyNth } from './every-nth.ts';
import { wrapHandler } from './wrap-handler.ts';

export const seventhPutLost: Mutant = {
  id: 'written/seventh-put-lost',
  fault: 'Every seventh put of an alternate contact succeeds and is lost.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'GetAlternateContact',
  compose: wrapHandler('PutAlternateContact', (put) => {
    const lost = everyNth(7);
    return (call, parts) => (lost() ? null : put(call, parts));
  }),
};
