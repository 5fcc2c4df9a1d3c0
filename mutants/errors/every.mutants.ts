import type { Mutant } from '../mutant.ts';
import { primaryContactIn, textOf } from '../operators/members.ts';

export const everyMutants: readonly Mutant[] = [
  {
    id: 'written/national-phone-number-completed',
    fault: 'A primary phone number in the United States needs no plus.',
    kind: 'written',
    rule: 'errors/invalid-in-every-place',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const contact = primaryContactIn(input);
        const national =
          textOf(contact, 'CountryCode') === 'US' && /^[0-9(]/.test(textOf(contact, 'PhoneNumber'));
        return parts
          .validate(shape, input, whole)
          .filter(({ path }) => !(national && path === 'ContactInformation.PhoneNumber'));
      },
    }),
  },
  {
    id: 'written/no-postal-code-in-the-emirates',
    fault: 'Countries that have no postal codes need none.',
    kind: 'written',
    rule: 'errors/required-in-every-country',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const contact = primaryContactIn(input);
        const without =
          ['AE', 'HK', 'PA'].includes(textOf(contact, 'CountryCode')) && !contact?.['PostalCode'];
        return parts
          .validate(shape, input, whole)
          .filter(({ path }) => !(without && path === 'ContactInformation.PostalCode'));
      },
    }),
  },
];
