import type { Mutant } from '../../mutant.ts';
import { withBody } from './response-body.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const errorInHtml: Mutant = {
  id: 'written/error-in-html',
  fault: 'An error is a page for people.',
  kind: 'written',
  rule: 'errors/body',
  because: 'no JSON object',
  compose: rewriteError((response) =>
    withHeader(withBody(response, '<html>no</html>'), 'content-type', 'text/html'),
  ),
};
