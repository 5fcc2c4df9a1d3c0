import type { Mutant } from '../../mutant.ts';
import { withoutLengthsForMembers } from './without-lengths-for-members.ts';

export const primaryLengthsUncheckedForMembers: Mutant = {
  id: 'written/primary-lengths-unchecked-for-members',
  fault: 'Lengths are not checked by PutContactInformation where an account is named.',
  kind: 'written',
  rule: 'errors/invalid-for-member/PutContactInformation',
  because: 'no refusal',
  compose: (parts) => withoutLengthsForMembers(parts, 'PutContactInformation'),
};
