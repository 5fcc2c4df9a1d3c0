import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameWithDots: Mutant = {
  id: 'written/name-with-dots',
  fault: 'The namespace is tied to the name with a dot, so that no client can cut it off.',
  kind: 'written',
  rule: 'errors/documented',
  because: 'com.amazonaws.account.',
  compose: rewriteError((response, { errorName }, header) =>
    withHeader(response, header, `com.amazonaws.account.${errorName}`),
  ),
};
