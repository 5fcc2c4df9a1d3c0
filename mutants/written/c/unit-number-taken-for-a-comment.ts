import type { Mutant } from '../../mutant.ts';
import { storePrimary } from '../a/store-primary.ts';
import { changeTexts } from '../a/change-texts.ts';

export const unitNumberTakenForAComment: Mutant = {
  id: 'written/unit-number-taken-for-a-comment',
  fault: 'What follows a blank and a hash sign in an address is taken for a comment.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'another output',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => text.replace(/(?<=\S) +#.*$/, ''), ['AddressLine1', 'AddressLine2']),
  ),
};
