import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const noPostalCodeInTheEmirates: Mutant = {
  id: 'written/no-postal-code-in-the-emirates',
  fault: 'Countries that have no postal codes need none.',
  kind: 'written',
  rule: 'errors/required-in-every-country',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const contact = primaryContactIn(input);
      const without = ['AE', 'HK', 'PA'].includes(textOf(contact, 'CountryCode')) && !contact?.['PostalCode'];
      return parts
        .validate(shape, input, whole)
        .filter(({ path }) => !(without && path === 'ContactInformation.PostalCode'));
    },
  }),
};
