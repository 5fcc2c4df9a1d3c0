import type { Mutant } from '../mutant.ts';
import { storeAlternate } from '../operators/store-contact.ts';

export const replaceMutants: readonly Mutant[] = [
  {
    id: 'written/alternate-created-only',
    fault: 'Putting an alternate contact that is stored succeeds and does nothing.',
    kind: 'written',
    rule: 'contacts/replace',
    because: 'GetAlternateContact',
    compose: storeAlternate((contact, before) => before ?? contact),
  },
  {
    id: 'written/alternate-keeps-old-title',
    fault: 'Replacing an alternate contact leaves the old title in place.',
    kind: 'written',
    rule: 'contacts/replace',
    because: 'Title',
    compose: storeAlternate((contact, before) =>
      before ? { ...contact, Title: before['Title'] ?? null } : contact,
    ),
  },
  {
    id: 'written/alternate-keeps-first-email',
    fault: 'The address of an alternate contact that is stored cannot be changed.',
    kind: 'written',
    rule: 'contacts/replace-one-member',
    because: 'EmailAddress',
    compose: storeAlternate((contact, before) =>
      before ? { ...contact, EmailAddress: before['EmailAddress'] ?? null } : contact,
    ),
  },
  {
    id: 'written/case-change-counts-as-none',
    fault: 'A contact that differs from the stored one only in case is taken for the same, and not stored.',
    kind: 'written',
    rule: 'contacts/replace-with-alike',
    because: 'another output',
    compose: storeAlternate((contact, before) =>
      before && JSON.stringify(before).toLowerCase() === JSON.stringify(contact).toLowerCase()
        ? before
        : contact,
    ),
  },
];
