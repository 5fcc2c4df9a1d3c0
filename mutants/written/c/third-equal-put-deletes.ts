import type { Mutant } from '../../mutant.ts';

export const thirdEqualPutDeletes: Mutant = {
  id: 'written/third-equal-put-deletes',
  fault: 'Put a third time in a row, the same contact is deleted.',
  kind: 'written',
  rule: 'contacts/put-twice',
  because: 'ResourceNotFoundException',
  compose: (parts) => {
    const { store } = parts;
    const times = new Map<string, number>();
    return {
      ...parts,
      store: {
        ...store,
        putAlternateContact: (account, type, contact) => {
          const key = `${account} ${type}`;
          const same = JSON.stringify(store.alternateContact(account, type)) === JSON.stringify(contact);
          times.set(key, same ? (times.get(key) ?? 1) + 1 : 1);
          if ((times.get(key) ?? 0) < 3) store.putAlternateContact(account, type, contact);
          else store.deleteAlternateContact(account, type);
        },
      },
    };
  },
};
