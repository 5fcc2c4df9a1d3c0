import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const cityCapitalized: Mutant = {
  id: 'written/city-capitalized',
  fault: 'The first letter of a city is stored as a capital.',
  kind: 'written',
  rule: 'primary-contact/read-back',
  also: [
    'primary-contact/alternate-contacts-apart',
    'primary-contact/every-character-and-length',
    'primary-contact/other-scripts-kept',
    'primary-contact/put-twice',
    'primary-contact/replace-one-member',
  ],
  because: 'City',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => text.replace(/^[a-z]/, (first) => first.toUpperCase()), ['City']),
  ),
};
