import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const oneStateIsUnknown: Mutant = {
  id: 'written/one-state-is-unknown',
  fault: 'The code of the last state in the alphabet is in no list.',
  kind: 'written',
  rule: 'primary-contact/every-state',
  because: 'no success',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const contact = primaryContactIn(input);
      if (textOf(contact, 'CountryCode') !== 'US' || textOf(contact, 'StateOrRegion') !== 'WY') return faults;
      const path = 'ContactInformation.StateOrRegion';
      return [...faults, { path, message: 'There is no such state.', refusedAs: [] }];
    },
  }),
};
