import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptedWithoutStart: Mutant = {
  id: 'written/accepted-without-start',
  fault: 'Where no update is pending, one is accepted all the same.',
  kind: 'written',
  rule: 'primary-email/not-started',
  because: 'no refusal',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const isPending = parts.store.emailUpdate(call.account) !== null;
    if (!isPending) parts.store.putEmailUpdate(call.account, textOf(call.input, 'PrimaryEmail'));
    return accept(call, parts);
  }),
};
