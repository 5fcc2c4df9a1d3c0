import type { Mutant } from '../../mutant.ts';
import { everyNth } from './every-nth.ts';
import { wrapHandler } from './wrap-handler.ts';

export const ninthDeleteLost: Mutant = {
  id: 'written/ninth-delete-lost',
  fault: 'Every ninth deletion succeeds and is lost.',
  kind: 'written',
  rule: 'contacts/delete',
  because: 'GetAlternateContact',
  compose: wrapHandler('DeleteAlternateContact', (remove) => {
    const lost = everyNth(9);
    return (call, parts) => (lost() ? null : remove(call, parts));
  }),
};
