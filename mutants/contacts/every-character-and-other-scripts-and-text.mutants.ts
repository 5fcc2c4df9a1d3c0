import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { changeTexts, storeAlternate } from '../operators/store-contact.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const everyCharacterAndOtherScriptsAndTextMutants: readonly Mutant[] = [
  {
    id: 'written/email-without-plus',
    fault: 'A plus sign in the local part of an address is refused.',
    kind: 'written',
    rule: 'contacts/every-character-and-length',
    because: 'The address is malformed.',
    compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
      const { EmailAddress: email } = call.input;
      if (typeof email === 'string' && email.includes('+'))
        throw new Refusal(parts.errorNames.invalid, 'The address is malformed.');
      return put(call, parts);
    }),
  },
  {
    id: 'written/name-of-41-truncated',
    fault: 'A name of exactly 41 characters loses its last one.',
    kind: 'written',
    rule: 'contacts/every-character-and-length',
    because: 'Name',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => (text.length === 41 ? text.slice(0, 40) : text), ['Name']),
    ),
  },
  {
    id: 'written/name-quote-curled',
    fault: 'A double quote at the end of a name is dropped.',
    kind: 'written',
    rule: 'contacts/every-character-and-length',
    because: 'Name',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replace(/(?<=.)"$/, ''), ['Name']),
    ),
  },
  {
    id: 'written/title-backslash-dropped',
    fault: 'A backslash in a title is taken for an escape and dropped.',
    kind: 'written',
    rule: 'contacts/every-character-and-length',
    because: 'Title',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll('\\', ''), ['Title']),
    ),
  },
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
  {
    id: 'written/email-pipe-replaced',
    fault: 'A vertical bar in an accepted e-mail address is stored as an underscore.',
    kind: 'written',
    rule: 'contacts/disputed-text-kept-or-refused',
    because: 'another output',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll('|', '_'), ['EmailAddress']),
    ),
  },
  {
    id: 'written/name-apostrophe-doubled',
    fault: 'The apostrophe of a name is doubled, as for a database.',
    kind: 'written',
    rule: 'contacts/text-stays-text',
    because: 'Name',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll("'", "''"), ['Name']),
    ),
  },
  {
    id: 'written/name-inner-blanks-collapsed',
    fault: 'Several blanks within a name become one.',
    kind: 'written',
    rule: 'contacts/text-stays-text',
    because: 'a  b',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll(/ +/g, ' '), ['Name']),
    ),
  },
  {
    id: 'written/placeholder-lost-within-a-name',
    fault: 'A format placeholder within a name is replaced by nothing; a name that is nothing else stays.',
    kind: 'written',
    rule: 'contacts/text-stays-text',
    because: 'another output',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll(/%[sd]/g, '') || text, ['Name']),
    ),
  },
  {
    id: 'written/template-filled-in',
    fault: 'A title is run through a template engine.',
    kind: 'written',
    rule: 'contacts/text-stays-text',
    because: 'Title',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => text.replaceAll(/\{\{.*?\}\}/g, ''), ['Title']),
    ),
  },
];
