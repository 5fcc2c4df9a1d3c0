import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { contactType, textOf } from '../operators/members.ts';
import { CONTACT_TYPES } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const typesAndApartMutants: readonly Mutant[] = [
  {
    id: 'written/types-need-different-email',
    fault: 'An address that another type of contact has is refused.',
    kind: 'written',
    rule: 'contacts/same-values-for-all-types',
    because: 'The address is taken.',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      const others = CONTACT_TYPES.filter((type) => type !== contactType(call));
      const { EmailAddress: email = null } = call.input;
      if (others.some((type) => parts.store.alternateContact(call.account, type)?.['EmailAddress'] === email))
        throw new Refusal(parts.errorNames.invalid, 'The address is taken.');
      return put(call, parts);
    }),
  },
  {
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
  },
  {
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
  },
  {
    id: 'written/alternate-phone-into-primary',
    fault: 'Putting an alternate contact writes its phone number into the primary contact.',
    kind: 'written',
    rule: 'contacts/primary-contact-apart',
    because: 'GetContactInformation',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      const output = put(call, parts);
      const { PhoneNumber: phone = null } = call.input;
      parts.store.putPrimaryContact(call.account, {
        ...parts.store.primaryContact(call.account),
        PhoneNumber: phone,
      });
      return output;
    }),
  },
  {
    id: 'written/delete-touches-primary',
    fault: 'Deleting an alternate contact takes the state out of the primary contact.',
    kind: 'written',
    rule: 'contacts/stored-primary-contact-apart',
    because: 'GetContactInformation',
    compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
      const output = remove(call, parts);
      const { StateOrRegion: _, ...primary } = parts.store.primaryContact(call.account) ?? {};
      parts.store.putPrimaryContact(call.account, primary);
      return output;
    }),
  },
];
