import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

const TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'];

export const fullHouseRefusesReplacing: Mutant = {
  id: 'written/full-house-refuses-replacing',
  fault: 'With three contacts stored a put is refused as one too many, though it would replace one.',
  kind: 'written',
  rule: 'contacts/sequence',
  because: '400 ValidationException',
  compose: wrapHandler('PutAlternateContact', (put) => (call, parts) => {
    if (TYPES.every((type) => parts.store.alternateContact(call.account, type)))
      throw new Refusal(parts.errorNames.invalid, 'There are three contacts.');
    return put(call, parts);
  }),
};
