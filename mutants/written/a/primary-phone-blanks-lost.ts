import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const primaryPhoneBlanksLost: Mutant = {
  id: 'written/primary-phone-blanks-lost',
  fault: 'Blanks within the primary phone number are lost.',
  kind: 'written',
  rule: 'primary-contact/read-back',
  because: 'PhoneNumber',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => text.replaceAll(' ', ''), ['PhoneNumber']),
  ),
};
