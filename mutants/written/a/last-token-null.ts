import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const lastTokenNull: Mutant = {
  id: 'written/last-token-null',
  fault: 'The last page has the token null instead of none.',
  kind: 'written',
  rule: 'wire/output-shape',
  because: 'NextToken is null',
  compose: rewriteSuccess('ListRegions', (response) =>
    withBody(response, { NextToken: null, ...bodyOf(response) }),
  ),
};
