import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const alternatePhoneDigitsOnly: Mutant = {
  id: 'written/alternate-phone-digits-only',
  fault: 'Of an alternate phone number only plus and digits are kept.',
  kind: 'written',
  rule: 'contacts/create',
  because: 'PhoneNumber',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replaceAll(/[^+\d]/g, ''), ['PhoneNumber']),
  ),
};
