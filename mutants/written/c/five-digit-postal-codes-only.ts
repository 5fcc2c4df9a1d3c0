import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { refusePrimary } from './refuse-primary.ts';

export const fiveDigitPostalCodesOnly: Mutant = {
  id: 'written/five-digit-postal-codes-only',
  fault: 'In the United States a postal code with its four further digits is refused.',
  kind: 'written',
  rule: 'primary-contact/every-place',
  because: 'no success',
  compose: refusePrimary('PostalCode', 'must have five digits', (contact) => {
    const isLong = /^\d{5}-\d{4}$/.test(textOf(contact, 'PostalCode'));
    return textOf(contact, 'CountryCode') === 'US' && isLong;
  }),
};
