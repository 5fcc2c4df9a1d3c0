import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

const TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'];

export const deleteAllTypes: Mutant = {
  id: 'written/delete-all-types',
  fault: 'Deleting one type of alternate contact deletes all of them.',
  kind: 'written',
  rule: 'contacts/delete-leaves-other-types',
  because: '404',
  compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
    const output = remove(call, parts);
    for (const type of TYPES) parts.store.deleteAlternateContact(call.account, type);
    return output;
  }),
};
