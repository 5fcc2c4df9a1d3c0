import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { GET } from './email-operations.ts';

export const pendingAddressShown: Mutant = {
  id: 'written/pending-address-shown',
  fault: 'While an update is pending, its address is shown as the one of the account.',
  kind: 'written',
  rule: 'primary-email/start',
  because: 'another answer',
  compose: wrapHandler(GET, (get) => (call, parts) => {
    const pending = parts.store.emailUpdate(call.account);
    return pending === null ? get(call, parts) : { PrimaryEmail: pending };
  }),
};
