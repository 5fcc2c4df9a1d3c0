import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const refusedAcceptanceIsDone: Mutant = {
  id: 'written/refused-acceptance-is-done',
  fault: 'An update is refused for its password after the address was changed.',
  kind: 'written',
  rule: 'primary-email/wrong-password',
  because: 'another answer',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const email = textOf(call.input, 'PrimaryEmail');
    if (parts.store.emailUpdate(call.account) === email) parts.store.putPrimaryEmail(call.account, email);
    return accept(call, parts);
  }),
};
