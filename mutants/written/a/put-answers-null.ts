import type { Mutant } from '../../mutant.ts';
import { withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const putAnswersNull: Mutant = {
  id: 'written/put-answers-null',
  fault: 'A put answers with the JSON text null.',
  kind: 'written',
  rule: 'wire/empty-output',
  because: 'the body is not empty',
  compose: rewriteSuccess('PutContactInformation', (response) => withBody(response, 'null')),
};
