import type { Mutant } from '../../mutant.ts';
import { withoutLengthsForMembers } from './without-lengths-for-members.ts';

export const alternateLengthsUncheckedForMembers: Mutant = {
  id: 'written/alternate-lengths-unchecked-for-members',
  fault: 'Lengths are not checked by PutAlternateContact where an account is named.',
  kind: 'written',
  rule: 'errors/invalid-for-member/PutAlternateContact',
  because: 'no refusal',
  compose: (parts) => withoutLengthsForMembers(parts, 'PutAlternateContact'),
};
