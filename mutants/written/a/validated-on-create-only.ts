import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const validatedOnCreateOnly: Mutant = {
  id: 'written/validated-on-create-only',
  fault: 'A contact that replaces another is not validated.',
  kind: 'written',
  rule: 'validation/PutAlternateContact/Name/max-length/refuses',
  because: '200 with an empty body',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const { AlternateContactType: type, EmailAddress: email } = input;
      const replaces =
        email !== undefined && typeof type === 'string' && parts.store.alternateContact(caller(), type);
      return replaces ? [] : parts.validate(shape, input, whole);
    },
  })),
};
