import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameApostropheDoubled: Mutant = {
  id: 'written/name-apostrophe-doubled',
  fault: 'The apostrophe of a name is doubled, as for a database.',
  kind: 'written',
  rule: 'contacts/text-stays-text',
  because: 'Name',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.replaceAll("'", "''"), ['Name'])),
};
