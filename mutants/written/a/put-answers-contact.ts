import type { Mutant } from '../../mutant.ts';
import { withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const putAnswersContact: Mutant = {
  id: 'written/put-answers-contact',
  fault: 'A put answers with what it stored.',
  kind: 'written',
  rule: 'wire/empty-output',
  because: 'the body is not empty',
  compose: rewriteSuccess('PutAlternateContact', (response) => withBody(response, { AlternateContact: {} })),
};
