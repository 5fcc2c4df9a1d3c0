import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';

export const stateOptionalInBrazil: Mutant = {
  id: 'written/state-optional-in-brazil',
  fault: 'A primary contact in Brazil is accepted without a state.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.StateOrRegion/required-when/refuses',
  because: '200 with an empty body',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { ContactInformation: contact } = input;
      const faults = parts.validate(shape, input, whole);
      if (!isJsonObject(contact) || contact['CountryCode'] !== 'BR') return faults;
      return faults.filter(({ message }) => message !== 'must be present');
    },
  }),
};
