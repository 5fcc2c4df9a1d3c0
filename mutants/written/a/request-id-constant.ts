import type { Mutant } from '../../mutant.ts';

export const requestIdConstant: Mutant = {
  id: 'written/request-id-constant',
  fault: 'All responses have the same request id.',
  kind: 'written',
  rule: 'wire/request-id',
  because: 'was given before',
  compose: (parts) => ({ ...parts, nextRequestId: () => '00000000-0000-4000-8000-000000000000' }),
};
