import type { Mutant } from '../../mutant.ts';
import { everyNth } from './every-nth.ts';
import { withHeader } from './response-header.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const listRedirected: Mutant = {
  id: 'written/list-redirected',
  fault: 'Every third list is redirected to the same place.',
  kind: 'written',
  rule: 'wire/success-status',
  because: '307',
  compose: (parts) => {
    const redirected = everyNth(3);
    return rewriteSuccess('ListRegions', (response) =>
      redirected() ? withHeader({ ...response, status: 307 }, 'location', '/listRegions') : response,
    )(parts);
  },
};
