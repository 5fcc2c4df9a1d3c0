import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { contactType } from '../operators/input-members.ts';
import { CONTACT_TYPES } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const typesMutants: readonly Mutant[] = [
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
];
