import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const nameOf41Truncated: Mutant = {
  id: 'written/name-of-41-truncated',
  fault: 'A name of exactly 41 characters loses its last one.',
  kind: 'written',
  rule: 'contacts/every-character-and-length',
  because: 'Name',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => (text.length === 41 ? text.slice(0, 40) : text), ['Name']),
  ),
};
