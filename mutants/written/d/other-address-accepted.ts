import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const otherAddressAccepted: Mutant = {
  id: 'written/other-address-accepted',
  fault: 'While an update is pending, whatever address is named is accepted.',
  kind: 'written',
  rule: 'primary-email/other-address',
  because: 'no refusal',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const isPending = parts.store.emailUpdate(call.account) !== null;
    if (isPending) parts.store.putEmailUpdate(call.account, textOf(call.input, 'PrimaryEmail'));
    return accept(call, parts);
  }),
};
