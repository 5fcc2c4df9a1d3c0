import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const writtenBeforeValidated: Mutant = {
  id: 'written/written-before-validated',
  fault: 'A contact is stored before it is validated.',
  kind: 'written',
  rule: 'errors/several-faults',
  because: 'GetAlternateContact',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { AccountId: _, ...contact } = input;
      const type = contact['AlternateContactType'];
      if (typeof type === 'string' && contact['EmailAddress'] !== undefined)
        parts.store.putAlternateContact(caller(), type, contact);
      return parts.validate(shape, input, whole);
    },
  })),
};
