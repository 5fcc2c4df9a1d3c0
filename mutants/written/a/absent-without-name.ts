import type { Mutant } from '../../mutant.ts';
import { withoutHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const absentWithoutName: Mutant = {
  id: 'written/absent-without-name',
  fault: 'Of all errors only the one for what is not found has no name.',
  kind: 'written',
  rule: 'errors/name-findable',
  because: 'status 404 comes without',
  compose: rewriteError((response, { errorName }, header) =>
    errorName === 'ResourceNotFoundException' ? withoutHeader(response, header) : response,
  ),
};
