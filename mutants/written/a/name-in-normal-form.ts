import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameInNormalForm: Mutant = {
  id: 'written/name-in-normal-form',
  fault: 'A name is stored in Unicode normalization form D.',
  kind: 'written',
  rule: 'contacts/other-scripts-kept',
  because: 'Name',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.normalize('NFD'), ['Name'])),
};
