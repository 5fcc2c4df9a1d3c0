import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const invalidUnderOtherName: Mutant = {
  id: 'written/invalid-under-other-name',
  fault: 'Invalid input is refused with the right status under another name.',
  kind: 'written',
  rule: 'errors/documented',
  because: 'InvalidParameterException',
  compose: rewriteError((response, { errorName }, header) =>
    errorName === 'ValidationException'
      ? withHeader(response, header, 'InvalidParameterException')
      : response,
  ),
};
