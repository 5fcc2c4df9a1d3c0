import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from './store-alternate.ts';

export const alternateKeepsOldTitle: Mutant = {
  id: 'written/alternate-keeps-old-title',
  fault: 'Replacing an alternate contact leaves the old title in place.',
  kind: 'written',
  rule: 'contacts/replace',
  because: 'Title',
  compose: storeAlternate((contact, before) =>
    before ? { ...contact, Title: before['Title'] ?? null } : contact,
  ),
};
