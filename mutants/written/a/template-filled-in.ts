import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storeAlternate } from './store-alternate.ts';

export const templateFilledIn: Mutant = {
  id: 'written/template-filled-in',
  fault: 'A title is run through a template engine.',
  kind: 'written',
  rule: 'contacts/text-stays-text',
  because: 'Title',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replaceAll(/\{\{.*?\}\}/g, ''), ['Title']),
  ),
};
