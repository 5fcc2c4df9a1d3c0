import type { Mutant } from '../../mutant.ts';
import { storeAlternate } from '../a/store-alternate.ts';
import { changeTexts } from '../a/change-texts.ts';

export const rightToLeftTitleReversed: Mutant = {
  id: 'written/right-to-left-title-reversed',
  fault: 'A title of Hebrew or Arabic letters is stored in the order in which it is shown.',
  kind: 'written',
  rule: 'contacts/other-scripts-kept',
  because: 'another output',
  compose: storeAlternate((contact) =>
    changeTexts(
      contact,
      (text) => (/^[\u0590-\u06ff]+$/u.test(text) ? Array.from(text).toReversed().join('') : text),
      ['Title'],
    ),
  ),
};
