import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const absentAsSuccess: Mutant = {
  id: 'written/absent-as-success',
  fault: 'What is not found is answered with status 200 and the error in the body.',
  kind: 'written',
  rule: 'errors/get-absent-contact',
  because: '200',
  compose: rewriteError((response, { errorName }) =>
    errorName === 'ResourceNotFoundException'
      ? withBody({ ...response, status: 200 }, { __type: errorName, ...bodyOf(response) })
      : response,
  ),
};
