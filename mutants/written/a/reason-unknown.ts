import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const reasonUnknown: Mutant = {
  id: 'written/reason-unknown',
  fault: 'The reason of a validation error is a word of its own.',
  kind: 'written',
  rule: 'errors/validation-detail',
  because: 'reason',
  compose: rewriteError((response) => {
    const body = bodyOf(response);
    return withBody(response, body['reason'] === undefined ? body : { ...body, reason: 'FIELD_INVALID' });
  }),
};
