import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptClearsThePrimaryContact: Mutant = {
  id: 'written/accept-clears-the-primary-contact',
  fault: 'An accepted update takes the phone number out of the primary contact.',
  kind: 'written',
  rule: 'primary-email/neighbours',
  because: 'another answer',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const output = accept(call, parts);
    const { PhoneNumber: _, ...primary } = parts.store.primaryContact(call.account) ?? {};
    parts.store.putPrimaryContact(call.account, primary);
    return output;
  }),
};
