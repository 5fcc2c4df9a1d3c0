import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameComposed: Mutant = {
  id: 'written/name-composed',
  fault: 'A name is stored in Unicode normalization form C.',
  kind: 'written',
  rule: 'contacts/other-scripts-kept',
  because: 'Name',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.normalize('NFC'), ['Name'])),
};
