import type { Mutant } from '../../mutant.ts';

export const primaryLengthsUncheckedForMembers: Mutant = {
  id: 'written/primary-lengths-unchecked-for-members',
  fault: 'Lengths are not checked by PutContactInformation where an account is named.',
  kind: 'written',
  rule: 'errors/invalid-for-member/PutContactInformation',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts
        .validate(shape, input, whole)
        .filter(
          ({ message }) =>
            !(
              shape.name.startsWith('PutContactInformation') &&
              input['AccountId'] &&
              message.includes('at most')
            ),
        ),
  }),
};
