import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const fiveDigitPostalCodesOnly: Mutant = {
  id: 'written/five-digit-postal-codes-only',
  fault: 'In the United States a postal code with its four further digits is refused.',
  kind: 'written',
  rule: 'primary-contact/every-place',
  because: 'no success',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const contact = primaryContactIn(input);
      const long = /^\d{5}-\d{4}$/.test(textOf(contact, 'PostalCode'));
      if (textOf(contact, 'CountryCode') !== 'US' || !long) return faults;
      const path = 'ContactInformation.PostalCode';
      return [...faults, { path, message: 'must have five digits', refusedAs: [] }];
    },
  }),
};
