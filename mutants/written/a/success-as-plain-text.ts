import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const successAsPlainText: Mutant = {
  id: 'written/success-as-plain-text',
  fault: 'A success with output calls itself plain text.',
  kind: 'written',
  rule: 'wire/output-media-type',
  because: 'text/plain',
  compose: rewriteSuccess('GetRegionOptStatus', (response) =>
    withHeader(response, 'content-type', 'text/plain'),
  ),
};
