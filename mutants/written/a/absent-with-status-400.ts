import type { Mutant } from '../../mutant.ts';
import { rewriteError } from './rewrite-error.ts';

export const absentWithStatus400: Mutant = {
  id: 'written/absent-with-status-400',
  fault: 'What is not found is named so, with status 400.',
  kind: 'written',
  rule: 'errors/documented',
  because: 'status 400',
  compose: rewriteError((response, { errorName }) =>
    errorName === 'ResourceNotFoundException' ? { ...response, status: 400 } : response,
  ),
};
