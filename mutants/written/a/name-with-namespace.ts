import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameWithNamespace: Mutant = {
  id: 'written/name-with-namespace',
  fault: 'The error header has the namespace before the name.',
  kind: 'written',
  rule: 'errors/header',
  because: 'com.amazonaws.account#',
  compose: rewriteError((response, { errorName }, header) =>
    withHeader(response, header, `com.amazonaws.account#${errorName}`),
  ),
};
