import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const emailDomainLowerCased: Mutant = {
  id: 'written/email-domain-lower-cased',
  fault: 'The domain of an address is stored in lower case.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'EmailAddress',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replace(/@.*/, (domain) => domain.toLowerCase()), ['EmailAddress']),
  ),
};
