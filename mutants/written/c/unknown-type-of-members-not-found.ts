import type { Mutant } from '../../mutant.ts';

export const unknownTypeOfMembersNotFound: Mutant = {
  id: 'written/unknown-type-of-members-not-found',
  fault: 'Where an account is named, an unknown type of alternate contact is answered as not found.',
  kind: 'written',
  rule: 'errors/invalid-for-member/GetAlternateContact',
  also: ['errors/invalid-for-member/DeleteAlternateContact'],
  because: 'ResourceNotFoundException',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, all) => {
      const known = typeof input['AccountId'] !== 'string' || input['AlternateContactType'] === undefined;
      const faults = parts.validate(shape, input, all);
      return known ? faults : faults.filter(({ path }) => path !== 'AlternateContactType');
    },
  }),
};
