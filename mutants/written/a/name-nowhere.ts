import type { Mutant } from '../../mutant.ts';
import { withoutHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameNowhere: Mutant = {
  id: 'written/name-nowhere',
  fault: 'An error has no name.',
  kind: 'written',
  rule: 'errors/name-findable',
  because: 'without an error name',
  compose: rewriteError((response, _refusal, header) => withoutHeader(response, header)),
};
