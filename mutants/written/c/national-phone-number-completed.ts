import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const nationalPhoneNumberCompleted: Mutant = {
  id: 'written/national-phone-number-completed',
  fault: 'In the United States a primary phone number needs no plus.',
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
};
