import type { Mutant } from '../../mutant.ts';
import { rewriteError } from './rewrite-error.ts';

export const invalidAsUnprocessable: Mutant = {
  id: 'written/invalid-as-unprocessable',
  fault: 'Invalid input is refused with the right name and status 422.',
  kind: 'written',
  rule: 'errors/documented',
  because: 'status 422',
  compose: rewriteError((response, { errorName }) =>
    errorName === 'ValidationException' ? { ...response, status: 422 } : response,
  ),
};
