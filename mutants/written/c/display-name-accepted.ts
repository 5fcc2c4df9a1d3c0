import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';

export const displayNameAccepted: Mutant = {
  id: 'written/display-name-accepted',
  fault: 'An e-mail address in angle brackets after a name is accepted.',
  kind: 'written',
  rule: 'errors/invalid-characters/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts
        .validate(shape, input, whole)
        .filter(
          ({ path }) => !(path === 'EmailAddress' && /^[^<]*<[^<>@]+@[^<>@]+>$/u.test(textOf(input, path))),
        ),
  }),
};
