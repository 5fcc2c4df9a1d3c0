import type { Mutant } from '../../mutant.ts';
import { withHeader } from './response-header.ts';
import { rewriteError } from './rewrite-error.ts';

export const nameWithAddress: Mutant = {
  id: 'written/name-with-address',
  fault: 'The error header has an address behind the name.',
  kind: 'written',
  rule: 'errors/header',
  because: ':http://',
  compose: rewriteError((response, { errorName }, header) =>
    withHeader(response, header, `${errorName}:http://internal.amazon.com/coral/`),
  ),
};
