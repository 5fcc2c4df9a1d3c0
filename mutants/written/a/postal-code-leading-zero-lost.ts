import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const postalCodeLeadingZeroLost: Mutant = {
  id: 'written/postal-code-leading-zero-lost',
  fault: 'A postal code of digits loses its leading zeros.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'PostalCode',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => (/^0\d+$/.test(text) ? String(Number(text)) : text), ['PostalCode']),
  ),
};
