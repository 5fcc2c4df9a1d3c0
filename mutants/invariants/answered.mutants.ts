import type { Mutant } from '../mutant.ts';
import { everyNth } from '../operators/wrap-handler.ts';
import { rewriteError } from '../operators/rewrite-response.ts';

export const answeredMutants: readonly Mutant[] = [
  {
    id: 'written/fifth-refusal-breaks',
    fault: 'Every fifth refusal ends in a server error.',
    kind: 'written',
    rule: 'wire/no-server-error',
    because: '500',
    ordered: true,
    compose: (parts) => {
      const breaks = everyNth(5);
      return rewriteError((response) => (breaks() ? { ...response, status: 500 } : response))(parts);
    },
  },
];
