import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from '../a/store-alternate.ts';
import { changeTexts } from '../a/change-texts.ts';

export const emailPipeReplaced: Mutant = {
  id: 'written/email-pipe-replaced',
  fault: 'A vertical bar in an accepted e-mail address is stored as an underscore.',
  kind: 'written',
  rule: 'contacts/disputed-text-kept-or-refused',
  because: 'another output',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replaceAll('|', '_'), ['EmailAddress']),
  ),
};
