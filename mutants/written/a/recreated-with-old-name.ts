import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';

export const recreatedWithOldName: Mutant = {
  id: 'written/recreated-with-old-name',
  fault: 'A deleted contact is only marked; created again, it has its old name.',
  kind: 'written',
  rule: 'contacts/create-after-delete',
  because: 'Name',
  compose: (parts) => {
    const { store } = parts;
    const deleted = new Map<string, JsonObject>();
    return {
      ...parts,
      store: {
        ...store,
        putAlternateContact: (account, type, contact) => {
          const old = deleted.get(`${account} ${type}`);
          store.putAlternateContact(account, type, old ? { ...contact, Name: old['Name'] ?? null } : contact);
        },
        deleteAlternateContact: (account, type) => {
          const contact = store.alternateContact(account, type);
          if (contact) deleted.set(`${account} ${type}`, contact);
          store.deleteAlternateContact(account, type);
        },
      },
    };
  },
};
