import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const absentDeleteAsDenied: Mutant = {
  id: 'written/absent-delete-as-denied',
  fault: 'Deleting a contact that is not stored is denied.',
  kind: 'written',
  rule: 'errors/delete-absent-contact',
  because: '403 AccessDeniedException',
  compose: wrapHandler(
    'DeleteAlternateContact',
    (remove) => (call, parts) =>
      remove(call, { ...parts, errorNames: { ...parts.errorNames, notFound: parts.errorNames.denied } }),
  ),
};
