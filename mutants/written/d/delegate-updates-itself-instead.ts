import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { ACCEPT } from './email-operations.ts';
import { textOf } from '../b/text-of.ts';

export const delegateUpdatesItselfInstead: Mutant = {
  id: 'written/delegate-updates-itself-instead',
  fault: 'An update that a delegated administrator accepts changes the address of its own account.',
  kind: 'written',
  rule: 'context/delegate-member/AcceptPrimaryEmailUpdate',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const { store, options } = parts;
    const before = store.primaryEmail(call.account);
    const output = accept(call, parts);
    if (organizationOf(options.world, call.caller)?.delegatedAdmin === call.caller) {
      store.putPrimaryEmail(call.account, before);
      store.putPrimaryEmail(call.caller, textOf(call.input, 'PrimaryEmail'));
    }
    return output;
  }),
};
