import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const invalidForMembersDenied: Mutant = {
  id: 'written/invalid-for-members-denied',
  fault: 'Where an account is named, every invalid value is answered as a denial.',
  kind: 'written',
  rule: 'errors/invalid-for-member/ListRegions',
  also: ['errors/invalid-for-member/*Region*', 'errors/invalid-for-member/Put*'],
  because: 'AccessDeniedException',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, all) => {
      const faults = parts.validate(shape, input, all);
      if (typeof input['AccountId'] === 'string' && faults.length > 0)
        throw new Refusal(all.errorNames.denied, 'The caller may not do this.');
      return faults;
    },
  }),
};
