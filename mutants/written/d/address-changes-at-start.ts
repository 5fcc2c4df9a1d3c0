import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { START } from './email-operations.ts';

export const addressChangesAtStart: Mutant = {
  id: 'written/address-changes-at-start',
  fault: 'The address is another one as soon as an update is started.',
  kind: 'written',
  rule: 'primary-email/start',
  because: 'another answer',
  compose: wrapHandler(START, (start) => (call, parts) => {
    parts.store.putPrimaryEmail(call.account, textOf(call.input, 'PrimaryEmail'));
    return start(call, parts);
  }),
};
