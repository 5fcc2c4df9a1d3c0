import type { Mutant } from '../../mutant.ts';

export const typesShareAKey: Mutant = {
  id: 'written/types-share-a-key',
  fault: 'The operations and the security contact are stored in one place.',
  kind: 'written',
  rule: 'contacts/types-apart',
  because: 'GetAlternateContact',
  compose: (parts) => {
    const { store } = parts;
    const key = (type: string) => (type === 'SECURITY' ? 'OPERATIONS' : type);
    return {
      ...parts,
      store: {
        ...store,
        alternateContact: (account, type) => store.alternateContact(account, key(type)),
        putAlternateContact: (account, type, contact) =>
          store.putAlternateContact(account, key(type), contact),
        deleteAlternateContact: (account, type) => store.deleteAlternateContact(account, key(type)),
      },
    };
  },
};
