import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const outputEncodedTwice: Mutant = {
  id: 'written/output-encoded-twice',
  fault: 'The body of a list is JSON within a JSON text.',
  kind: 'written',
  rule: 'wire/output-shape',
  because: 'the body is no JSON object',
  compose: rewriteSuccess('ListRegions', (response) =>
    withBody(response, JSON.stringify(JSON.stringify(bodyOf(response)))),
  ),
};
