import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const alternatePhoneIntoPrimary: Mutant = {
  id: 'written/alternate-phone-into-primary',
  fault: 'Putting an alternate contact writes its phone number into the primary contact.',
  kind: 'written',
  rule: 'contacts/primary-contact-apart',
  because: 'GetContactInformation',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    const output = put(call, parts);
    const { PhoneNumber: phone = null } = call.input;
    parts.store.putPrimaryContact(call.account, {
      ...parts.store.primaryContact(call.account),
      PhoneNumber: phone,
    });
    return output;
  }),
};
