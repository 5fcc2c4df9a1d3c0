import type { Mutant } from '../mutant.ts';
import { changeTexts, storeAlternate } from '../operators/store-contact.ts';

export const otherScriptsMutants: readonly Mutant[] = [
  {
    id: 'written/length-in-bytes',
    fault: 'The length of a text is counted in bytes.',
    kind: 'written',
    rule: 'contacts/other-scripts-kept',
    because: '400',
    compose: (parts) => ({
      ...parts,
      checks: { ...parts.checks, lengthOf: (text) => Buffer.byteLength(text) },
    }),
  },
  {
    id: 'written/name-composed',
    fault: 'A name is stored in Unicode normalization form C.',
    kind: 'written',
    rule: 'contacts/other-scripts-kept',
    because: 'Name',
    compose: storeAlternate((contact) => changeTexts(contact, (text) => text.normalize('NFC'), ['Name'])),
  },
  {
    id: 'written/name-in-normal-form',
    fault: 'A name is stored in Unicode normalization form D.',
    kind: 'written',
    rule: 'contacts/other-scripts-kept',
    because: 'Name',
    compose: storeAlternate((contact) => changeTexts(contact, (text) => text.normalize('NFD'), ['Name'])),
  },
  {
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
  },
];
