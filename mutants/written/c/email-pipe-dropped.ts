import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from '../a/store-alternate.ts';
import { changeTexts } from '../a/change-texts.ts';

export const emailPipeDropped: Mutant = {
  id: 'written/email-pipe-dropped',
  fault: 'A vertical bar is dropped from an accepted e-mail address.',
  kind: 'written',
  rule: 'contacts/disputed-text-kept-or-refused',
  because: 'another output',
  compose: storeAlternate((contact) =>
    changeTexts(contact, (text) => text.replaceAll('|', ''), ['EmailAddress']),
  ),
};
