import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameQuoteCurled: Mutant = {
  id: 'written/name-quote-curled',
  fault: 'A double quote at the end of a name is dropped.',
  kind: 'written',
  rule: 'contacts/every-character-and-length',
  because: 'Name',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replace(/(?<=.)"$/, ''), ['Name']),
  ),
};
