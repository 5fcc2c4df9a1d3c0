import type { Mutant } from '../../mutant.ts';

export const equalContactsShared: Mutant = {
  id: 'written/equal-contacts-shared',
  fault: 'Equal contacts of several accounts are kept once: deleting one deletes all.',
  kind: 'written',
  rule: 'context/each-account-its-own/AlternateContact',
  because: 'ResourceNotFoundException',
  compose: (parts) => {
    const { store } = parts;
    const holders = new Map<string, Set<string>>();
    return {
      ...parts,
      store: {
        ...store,
        putAlternateContact: (account, type, contact) => {
          const key = JSON.stringify(contact);
          holders.set(key, (holders.get(key) ?? new Set()).add(account));
          store.putAlternateContact(account, type, contact);
        },
        deleteAlternateContact: (account, type) => {
          const key = JSON.stringify(store.alternateContact(account, type));
          store.deleteAlternateContact(account, type);
          for (const other of holders.get(key) ?? [])
            if (JSON.stringify(store.alternateContact(other, type)) === key)
              store.deleteAlternateContact(other, type);
        },
      },
    };
  },
};
