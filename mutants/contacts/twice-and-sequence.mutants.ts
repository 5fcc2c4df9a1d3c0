import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { contactType } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';
import type { JsonObject } from '../../spec/json.ts';
import { CONTACT_TYPES } from '../operators/store-contact.ts';

export const twiceAndSequenceMutants: readonly Mutant[] = [
  {
    id: 'written/alternate-put-again-refused',
    fault: 'A put that changes nothing is refused as invalid.',
    kind: 'written',
    rule: 'contacts/put-twice',
    because: 'Nothing changes.',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      const { AccountId: _, ...contact } = call.input;
      const before = parts.store.alternateContact(call.account, contactType(call));
      if (isDeepStrictEqual(before, parts.normalizeAlternateContact(contact)))
        throw new Refusal(parts.errorNames.invalid, 'Nothing changes.');
      return put(call, parts);
    }),
  },
  {
    id: 'written/alternate-put-toggles',
    fault: 'Putting the same alternate contact again deletes it.',
    kind: 'written',
    rule: 'contacts/put-twice',
    because: '404',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      const type = contactType(call);
      const before = parts.store.alternateContact(call.account, type);
      const output = put(call, parts);
      if (isDeepStrictEqual(before, parts.store.alternateContact(call.account, type)))
        parts.store.deleteAlternateContact(call.account, type);
      return output;
    }),
  },
  {
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
  },
  {
    id: 'written/alternate-read-once',
    fault: 'Reading an alternate contact takes it away.',
    kind: 'written',
    rule: 'contacts/read-twice',
    because: '404',
    compose: wrapHandler('GetAlternateContact', (get) => (call, parts) => {
      const output = get(call, parts);
      parts.store.deleteAlternateContact(call.account, contactType(call));
      return output;
    }),
  },
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
