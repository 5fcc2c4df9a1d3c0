import type { Mutant } from '../../mutant.ts';
import { withoutHeader } from './response-header.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const listWithoutMediaType: Mutant = {
  id: 'written/list-without-media-type',
  fault: 'A list does not say what its body is.',
  kind: 'written',
  rule: 'wire/output-media-type',
  because: 'there is no content type',
  compose: rewriteSuccess('ListRegions', (response) => withoutHeader(response, 'content-type')),
};
