import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const noStateInSingapore: Mutant = {
  id: 'written/no-state-in-singapore',
  fault: 'A state is refused in countries that have none.',
  kind: 'written',
  rule: 'primary-contact/every-country',
  because: 'no success',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const contact = primaryContactIn(input);
      const stateless = ['SG', 'MC', 'VA'].includes(textOf(contact, 'CountryCode'));
      if (!stateless || textOf(contact, 'StateOrRegion') === '') return faults;
      const path = 'ContactInformation.StateOrRegion';
      return [...faults, { path, message: 'must be absent in this country', refusedAs: [] }];
    },
  }),
};
