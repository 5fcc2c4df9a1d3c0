import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const validatedOnReplaceOnly: Mutant = {
  id: 'written/validated-on-replace-only',
  fault: 'A contact of a type that is not stored yet is not validated.',
  kind: 'written',
  rule: 'errors/invalid-create',
  because: '200 with an empty body',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { AlternateContactType: type, Name: name } = input;
      const creates =
        name !== undefined && typeof type === 'string' && !parts.store.alternateContact(caller(), type);
      return creates ? [] : parts.validate(shape, input, whole);
    },
  })),
};
