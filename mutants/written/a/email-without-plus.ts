import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const emailWithoutPlus: Mutant = {
  id: 'written/email-without-plus',
  fault: 'A plus sign in the local part of an address is refused.',
  kind: 'written',
  rule: 'contacts/every-character-and-length',
  because: 'The address is malformed.',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    const { EmailAddress: email } = call.input;
    if (typeof email === 'string' && email.includes('+'))
      throw new Refusal(parts.errorNames.invalid, 'The address is malformed.');
    return put(call, parts);
  }),
};
