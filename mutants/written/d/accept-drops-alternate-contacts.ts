import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptDropsAlternateContacts: Mutant = {
  id: 'written/accept-drops-alternate-contacts',
  fault: 'An accepted update deletes the operations contact of the account.',
  kind: 'written',
  rule: 'primary-email/neighbours',
  because: 'another answer',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const output = accept(call, parts);
    parts.store.deleteAlternateContact(call.account, 'OPERATIONS');
    return output;
  }),
};
