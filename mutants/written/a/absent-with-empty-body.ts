import type { Mutant } from '../../mutant.ts';
import { withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const absentWithEmptyBody: Mutant = {
  id: 'written/absent-with-empty-body',
  fault: 'What is not found is refused without a body.',
  kind: 'written',
  rule: 'errors/body',
  because: 'the body is empty',
  compose: rewriteError((response, { errorName }) =>
    errorName === 'ResourceNotFoundException' ? withBody(response, '') : response,
  ),
};
