import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

const TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'];

export const deleteFirstStored: Mutant = {
  id: 'written/delete-first-stored',
  fault: 'Deleting ignores the type and deletes the first contact that is stored.',
  kind: 'written',
  rule: 'contacts/delete-leaves-other-types',
  because: 'GetAlternateContact',
  compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
    const first = TYPES.find((type) => parts.store.alternateContact(call.account, type));
    return remove(
      { ...call, input: { ...call.input, AlternateContactType: first ?? TYPES[0] ?? '' } },
      parts,
    );
  }),
};
