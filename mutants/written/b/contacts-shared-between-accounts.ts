import type { Mutant } from '../../mutant.ts';

export const contactsSharedBetweenAccounts: Mutant = {
  id: 'written/contacts-shared-between-accounts',
  fault: 'The billing contact is kept once for all accounts.',
  kind: 'written',
  rule: 'context/each-account-its-own/AlternateContact',
  because: 'BILLING',
  compose: (parts) => {
    const { store } = parts;
    const keyOf = (account: string, type: string): string => (type === 'BILLING' ? 'shared' : account);
    return {
      ...parts,
      store: {
        ...store,
        alternateContact: (account, type) => store.alternateContact(keyOf(account, type), type),
        putAlternateContact: (account, type, contact) =>
          store.putAlternateContact(keyOf(account, type), type, contact),
        deleteAlternateContact: (account, type) => store.deleteAlternateContact(keyOf(account, type), type),
      },
    };
  },
};
