import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';
import { textOf } from './text-of.ts';

export const deleteLandsInTheCallersAccount: Mutant = {
  id: 'written/delete-lands-in-the-callers-account',
  fault: 'Deleting the contact of another account also deletes that of the caller.',
  kind: 'written',
  rule: 'context/management-member/DeleteAlternateContact',
  because: '404 ResourceNotFoundException',
  compose: (parts) =>
    wrapHandlers(parts, ['DeleteAlternateContact'], (inner) => (call, all) => {
      const output = inner(call, all);
      all.store.deleteAlternateContact(call.caller, textOf(call.input, 'AlternateContactType'));
      return output;
    }),
};
