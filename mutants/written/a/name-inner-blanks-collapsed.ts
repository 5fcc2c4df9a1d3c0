import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameInnerBlanksCollapsed: Mutant = {
  id: 'written/name-inner-blanks-collapsed',
  fault: 'Several blanks within a name become one.',
  kind: 'written',
  rule: 'contacts/text-stays-text',
  because: 'a  b',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.replaceAll(/ +/g, ' '), ['Name'])),
};
