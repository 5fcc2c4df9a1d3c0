import type { Mutant } from '../../mutant.ts';

export const requestIdUsedTwice: Mutant = {
  id: 'written/request-id-used-twice',
  fault: 'Two responses at a time share a request id.',
  kind: 'written',
  rule: 'wire/request-id',
  because: 'was given before',
  compose: (parts) => {
    let count = 0;
    return { ...parts, nextRequestId: () => `request-${Math.floor(count++ / 2)}` };
  },
};
