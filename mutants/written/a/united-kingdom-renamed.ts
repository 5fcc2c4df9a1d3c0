import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const unitedKingdomRenamed: Mutant = {
  id: 'written/united-kingdom-renamed',
  fault: 'The country code GB is stored as UK.',
  kind: 'written',
  rule: 'primary-contact/every-country',
  because: 'GetContactInformation',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => (text === 'GB' ? 'UK' : text), ['CountryCode']),
  ),
};
