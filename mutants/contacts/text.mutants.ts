import type { Mutant } from '../mutant.ts';
import { changeTexts, storeAlternate } from '../operators/store-contact.ts';

export const textMutants: readonly Mutant[] = [
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
