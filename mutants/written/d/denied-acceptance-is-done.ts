import type { Mutant } from '../../mutant.ts';
import { doingWhenDenied } from './doing-when-denied.ts';
import { ACCEPT } from './email-operations.ts';

export const deniedAcceptanceIsDone: Mutant = {
  id: 'written/denied-acceptance-is-done',
  fault: 'An update that a plain member is denied to accept is accepted all the same.',
  kind: 'written',
  rule: 'context/member-any-account/AcceptPrimaryEmailUpdate',
  because: 'another answer',
  compose: doingWhenDenied(ACCEPT, (store, account, email) => {
    if (store.emailUpdate(account) === email) store.putPrimaryEmail(account, email);
  }),
};
