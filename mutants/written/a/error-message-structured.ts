import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const errorMessageStructured: Mutant = {
  id: 'written/error-message-structured',
  fault: 'The message of an error is an object.',
  kind: 'written',
  rule: 'errors/body',
  because: 'the body has no message',
  compose: rewriteError((response) => withBody(response, { ...bodyOf(response), message: { text: 'no' } })),
};
