import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const titleTruncated: Mutant = {
  id: 'written/title-truncated',
  fault: 'A title is cut after 49 characters.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/max-length/accepts',
  because: 'Title',
  compose: storeAlternate((contact) => changeTexts(contact, (text) => text.slice(0, 49), ['Title'])),
};
