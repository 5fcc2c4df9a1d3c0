import type { Mutant } from '../../mutant.ts';

export const requestIdEmpty: Mutant = {
  id: 'written/request-id-empty',
  fault: 'The header for the request id is there and empty.',
  kind: 'written',
  rule: 'wire/request-id',
  because: 'is missing',
  compose: (parts) => ({ ...parts, nextRequestId: () => '' }),
};
