import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

const TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'];

export const typesNeedDifferentEmail: Mutant = {
  id: 'written/types-need-different-email',
  fault: 'An address that another type of contact has is refused.',
  kind: 'written',
  rule: 'contacts/same-values-for-all-types',
  because: 'The address is taken.',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    const others = TYPES.filter((type) => type !== contactType(call));
    const { EmailAddress: email = null } = call.input;
    if (others.some((type) => parts.store.alternateContact(call.account, type)?.['EmailAddress'] === email))
      throw new Refusal(parts.errorNames.invalid, 'The address is taken.');
    return put(call, parts);
  }),
};
