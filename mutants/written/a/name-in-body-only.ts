import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { withoutHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameInBodyOnly: Mutant = {
  id: 'written/name-in-body-only',
  fault: 'The name of an error is in the body only.',
  kind: 'written',
  rule: 'errors/header',
  because: 'is missing',
  compose: rewriteError((response, { errorName }, header) =>
    withBody(withoutHeader(response, header), { __type: errorName, ...bodyOf(response) }),
  ),
};
