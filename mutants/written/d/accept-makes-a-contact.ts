import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from '../a/wrap-handler.ts';
import { textOf } from '../b/text-of.ts';
import { ACCEPT } from './email-operations.ts';

export const acceptMakesAContact: Mutant = {
  id: 'written/accept-makes-a-contact',
  fault:
    'An address that is accepted becomes that of the billing contact, which is made where there is none.',
  kind: 'written',
  rule: 'primary-email/neighbours',
  because: 'another answer',
  compose: wrapHandler(ACCEPT, (accept) => (call, parts) => {
    const output = accept(call, parts);
    const type = 'BILLING';
    const made = { AlternateContactType: type, Name: 'Owner', PhoneNumber: '+12065550100', Title: 'Owner' };
    parts.store.putAlternateContact(call.account, type, {
      ...(parts.store.alternateContact(call.account, type) ?? made),
      EmailAddress: textOf(call.input, 'PrimaryEmail'),
    });
    return output;
  }),
};
