import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const errorMessageNull: Mutant = {
  id: 'written/error-message-null',
  fault: 'The message of an error is null.',
  kind: 'written',
  rule: 'errors/body',
  because: 'the body has no message',
  compose: rewriteError((response) => withBody(response, { ...bodyOf(response), message: null })),
};
