import { Refusal } from '../../reference/core/refusal.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { CONTACT_TYPES } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const sequenceMutants: readonly Mutant[] = [
  {
    id: 'written/full-house-refuses-replacing',
    fault: 'With three contacts stored a put is refused as one too many, though it would replace one.',
    kind: 'written',
    rule: 'contacts/sequence',
    because: '400 ValidationException',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      if (CONTACT_TYPES.every((type) => parts.store.alternateContact(call.account, type)))
        throw new Refusal(parts.errorNames.invalid, 'There are three contacts.');
      return put(call, parts);
    }),
  },
  {
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
  },
];
