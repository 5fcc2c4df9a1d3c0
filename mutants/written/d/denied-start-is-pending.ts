import type { Mutant } from '../../mutant.ts';
import { doingWhenDenied } from './doing-when-denied.ts';
import { START } from './email-operations.ts';

export const deniedStartIsPending: Mutant = {
  id: 'written/denied-start-is-pending',
  fault:
    'An update that a plain member is denied to start is pending all the same, and a manager can accept it.',
  kind: 'written',
  rule: 'context/member-any-account/StartPrimaryEmailUpdate',
  because: 'ACCEPTED',
  compose: doingWhenDenied(START, (store, account, email) => store.putEmailUpdate(account, email)),
};
