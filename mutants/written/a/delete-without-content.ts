import type { Mutant } from '../../mutant.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const deleteWithoutContent: Mutant = {
  id: 'written/delete-without-content',
  fault: 'A deletion is answered with status 204.',
  kind: 'written',
  rule: 'wire/success-status',
  because: '204',
  compose: rewriteSuccess('DeleteAlternateContact', (response) => ({ ...response, status: 204 })),
};
