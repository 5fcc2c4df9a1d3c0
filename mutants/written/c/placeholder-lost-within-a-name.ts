import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from '../a/store-alternate.ts';
import { changeTexts } from '../a/change-texts.ts';

export const placeholderLostWithinAName: Mutant = {
  id: 'written/placeholder-lost-within-a-name',
  fault: 'A format placeholder within a name is replaced by nothing; a name that is nothing else stays.',
  kind: 'written',
  rule: 'contacts/text-stays-text',
  because: 'another output',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replaceAll(/%[sd]/g, '') || text, ['Name']),
  ),
};
