import type { Mutant } from '../../mutant.ts';

export const alternateLengthsUncheckedForMembers: Mutant = {
  id: 'written/alternate-lengths-unchecked-for-members',
  fault: 'Lengths are not checked by PutAlternateContact where an account is named.',
  kind: 'written',
  rule: 'errors/invalid-for-member/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts
        .validate(shape, input, whole)
        .filter(
          ({ message }) =>
            !(
              shape.name.startsWith('PutAlternateContact') &&
              input['AccountId'] &&
              message.includes('at most')
            ),
        ),
  }),
};
