import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const titleBackslashDropped: Mutant = {
  id: 'written/title-backslash-dropped',
  fault: 'A backslash in a title is taken for an escape and dropped.',
  kind: 'written',
  rule: 'contacts/every-character-and-length',
  because: 'Title',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.replaceAll('\\', ''), ['Title'])),
};
