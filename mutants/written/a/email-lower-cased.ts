import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const emailLowerCased: Mutant = {
  id: 'written/email-lower-cased',
  fault: 'The address of an alternate contact is stored in lower case.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'EmailAddress',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.toLowerCase(), ['EmailAddress'])),
};
