import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptedAddressNotStored: Mutant = {
  id: 'written/accepted-address-not-stored',
  fault: 'An update is accepted and the address stays as it was.',
  kind: 'written',
  rule: 'primary-email/accept',
  because: 'another output',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const before = parts.store.primaryEmail(call.account);
    const output = accept(call, parts);
    parts.store.putPrimaryEmail(call.account, before);
    return output;
  }),
};
