import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';

export const deleteTakesNamesakes: Mutant = {
  id: 'written/delete-takes-namesakes',
  fault: 'Deleting a contact deletes those of other types that have the same name.',
  kind: 'written',
  rule: 'contacts/equal-contacts-apart',
  because: 'ResourceNotFoundException',
  compose: (parts) => {
    const { store } = parts;
    const types = ['BILLING', 'OPERATIONS', 'SECURITY'];
    return {
      ...parts,
      store: {
        ...store,
        deleteAlternateContact: (account, type) => {
          const name = textOf(store.alternateContact(account, type) ?? null, 'Name');
          for (const one of types)
            if (one === type || textOf(store.alternateContact(account, one) ?? null, 'Name') === name)
              store.deleteAlternateContact(account, one);
        },
      },
    };
  },
};
