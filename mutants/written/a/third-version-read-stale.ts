import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';

export const thirdVersionReadStale: Mutant = {
  id: 'written/third-version-read-stale',
  fault: 'From its third version on, a contact is read as it was one version before.',
  kind: 'written',
  rule: 'contacts/sequence',
  because: 'GetAlternateContact',
  compose: (parts) => {
    const { store } = parts;
    const versions = new Map<string, JsonObject[]>();
    return {
      ...parts,
      store: {
        ...store,
        putAlternateContact: (account, type, contact) => {
          const key = `${account} ${type}`;
          versions.set(key, [...(versions.get(key) ?? []), contact]);
          store.putAlternateContact(account, type, contact);
        },
        alternateContact: (account, type) => {
          const stored = store.alternateContact(account, type);
          const known = versions.get(`${account} ${type}`) ?? [];
          return stored && known.length > 2 ? known.at(-2) : stored;
        },
      },
    };
  },
};
