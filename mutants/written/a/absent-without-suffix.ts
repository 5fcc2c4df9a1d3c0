import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const absentWithoutSuffix: Mutant = {
  id: 'written/absent-without-suffix',
  fault: 'What is not found is refused under the shorthand of the prose.',
  kind: 'written',
  rule: 'errors/documented',
  because: 'ResourceNotFound',
  compose: rewriteError((response, { errorName }, header) =>
    errorName === 'ResourceNotFoundException' ? withHeader(response, header, 'ResourceNotFound') : response,
  ),
};
