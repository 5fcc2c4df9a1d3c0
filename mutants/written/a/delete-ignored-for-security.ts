import type { Mutant } from '../../mutant.ts';
import { contactType } from './contact-type.ts';
import { wrapHandler } from './wrap-handler.ts';

export const deleteIgnoredForSecurity: Mutant = {
  id: 'written/delete-ignored-for-security',
  fault: 'Deleting the security contact succeeds and does nothing.',
  kind: 'written',
  rule: 'contacts/delete',
  because: 'ResourceNotFoundException',
  compose: wrapHandler(
    'DeleteAlternateContact',
    (remove) => (call, parts) => (contactType(call) === 'SECURITY' ? null : remove(call, parts)),
  ),
};
