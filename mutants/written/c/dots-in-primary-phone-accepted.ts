import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const dotsInPrimaryPhoneAccepted: Mutant = {
  id: 'written/dots-in-primary-phone-accepted',
  fault: 'Dots are accepted in the primary phone number.',
  kind: 'written',
  rule: 'errors/invalid-characters/PutContactInformation',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const contact = primaryContactIn(input);
      const dotted = /^[+][\s0-9().-]{1,19}$/u.test(textOf(contact, 'PhoneNumber'));
      return parts
        .validate(shape, input, whole)
        .filter(({ path }) => !(dotted && path === 'ContactInformation.PhoneNumber'));
    },
  }),
};
