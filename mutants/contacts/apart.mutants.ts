import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/input-members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const apartMutants: readonly Mutant[] = [
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
