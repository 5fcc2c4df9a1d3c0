import type { Mutant } from '../../mutant.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const putCreated: Mutant = {
  id: 'written/put-created',
  fault: 'A put is answered with status 201.',
  kind: 'written',
  rule: 'wire/success-status',
  because: '201',
  compose: rewriteSuccess('PutContactInformation', (response) => ({ ...response, status: 201 })),
};
