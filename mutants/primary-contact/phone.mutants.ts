import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { refusePrimary } from '../operators/store-contact.ts';

export const phoneMutants: readonly Mutant[] = [
  {
    id: 'written/phone-with-hyphens-refused',
    fault: 'A phone number with a hyphen is refused.',
    kind: 'written',
    rule: 'primary-contact/phone-with-hyphens',
    because: 'no success',
    compose: refusePrimary('PhoneNumber', 'must be digits and blanks', (contact) =>
      textOf(contact, 'PhoneNumber').includes('-'),
    ),
  },
  {
    id: 'written/phone-with-second-hyphen-refused',
    fault: 'A phone number with more than one hyphen is refused.',
    kind: 'written',
    rule: 'primary-contact/phone-with-hyphens',
    because: 'no success',
    compose: refusePrimary('PhoneNumber', 'must have one hyphen at most', (contact) =>
      /-.*-/.test(textOf(contact, 'PhoneNumber')),
    ),
  },
];
