import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteError } from './rewrite-error.ts';

export const errorWithoutMessage: Mutant = {
  id: 'written/error-without-message',
  fault: 'An error has no message.',
  kind: 'written',
  rule: 'errors/body',
  because: 'the body has no message',
  compose: rewriteError((response) => {
    const { message: _, ...rest } = bodyOf(response);
    return withBody(response, rest);
  }),
};
