import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const refusedPutDeletes: Mutant = {
  id: 'written/refused-put-deletes',
  fault: 'A put that is refused deletes the contact that it would have replaced.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Title/max-length/refuses',
  because: 'GetAlternateContact',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const { AlternateContactType: type } = input;
      if (faults.length > 0 && typeof type === 'string') parts.store.deleteAlternateContact(caller(), type);
      return faults;
    },
  })),
};
