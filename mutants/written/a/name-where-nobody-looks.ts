import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { withoutHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameWhereNobodyLooks: Mutant = {
  id: 'written/name-where-nobody-looks',
  fault: 'The name of an error is in a member of the body that no client reads.',
  kind: 'written',
  rule: 'errors/name-findable',
  because: 'without an error name',
  compose: rewriteError((response, { errorName }, header) =>
    withBody(withoutHeader(response, header), { errorCode: errorName, ...bodyOf(response) }),
  ),
};
