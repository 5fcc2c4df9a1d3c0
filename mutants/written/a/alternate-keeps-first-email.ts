import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from './store-alternate.ts';

export const alternateKeepsFirstEmail: Mutant = {
  id: 'written/alternate-keeps-first-email',
  fault: 'The address of an alternate contact that is stored cannot be changed.',
  kind: 'written',
  rule: 'contacts/replace-one-member',
  because: 'EmailAddress',
  compose: storeAlternate((contact, before) =>
    before ? { ...contact, EmailAddress: before['EmailAddress'] ?? null } : contact,
  ),
};
