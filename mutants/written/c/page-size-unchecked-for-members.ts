import type { Mutant } from '../../mutant.ts';

export const pageSizeUncheckedForMembers: Mutant = {
  id: 'written/page-size-unchecked-for-members',
  fault: 'Where an account is named, MaxResults may be larger than allowed.',
  kind: 'written',
  rule: 'errors/invalid-for-member/ListRegions',
  because: 'no refusal',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, all) => {
      const { MaxResults: size, AccountId: account } = input;
      const large = typeof account === 'string' && typeof size === 'number' && size > 1;
      return parts.validate(shape, input, all).filter(({ path }) => !(large && path === 'MaxResults'));
    },
  }),
};
