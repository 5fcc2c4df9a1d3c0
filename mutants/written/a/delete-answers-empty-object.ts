import type { Mutant } from '../../mutant.ts';
import { withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const deleteAnswersEmptyObject: Mutant = {
  id: 'written/delete-answers-empty-object',
  fault: 'A deletion answers with an empty JSON object.',
  kind: 'written',
  rule: 'wire/empty-output-exact',
  because: 'the body is an empty JSON object',
  compose: rewriteSuccess('DeleteAlternateContact', (response) => withBody(response, {})),
};
