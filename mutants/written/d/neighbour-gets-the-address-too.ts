import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { organizationOf } from '../b/known-accounts.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const neighbourGetsTheAddressToo: Mutant = {
  id: 'written/neighbour-gets-the-address-too',
  fault: 'An accepted update changes the address of the next member of the organization too.',
  kind: 'written',
  rule: 'primary-email/neighbours',
  because: 'another answer',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const output = accept(call, parts);
    const { members = [] } = organizationOf(parts.options.world, call.account) ?? {};
    const next = members[(members.indexOf(call.account) + 1) % members.length];
    if (next !== undefined) parts.store.putPrimaryEmail(next, textOf(call.input, 'PrimaryEmail'));
    return output;
  }),
};
