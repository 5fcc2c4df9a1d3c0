import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const titleReadAsLatin1: Mutant = {
  id: 'written/title-read-as-latin-1',
  fault: 'The bytes of a title are stored as if they were Latin-1.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/other-scripts/accepts',
  because: 'Title',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => Buffer.from(text, 'utf8').toString('latin1'), ['Title']),
  ),
};
