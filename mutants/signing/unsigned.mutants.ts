import type { Mutant } from '../mutant.ts';
import { isUnsignedRead } from '../operators/unsigned-read.ts';

export const unsignedMutants: readonly Mutant[] = [
  {
    id: 'written/unsigned-reads-accepted',
    fault: 'A read without a signature is answered as the caller of the request before it.',
    kind: 'written',
    rule: 'signing/unsigned',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => {
      let lastCaller: string | undefined;
      return {
        ...parts,
        authenticate: (request, all) => {
          if (lastCaller !== undefined && isUnsignedRead(request, all)) return lastCaller;
          lastCaller = parts.authenticate(request, all);
          return lastCaller;
        },
      };
    },
  },
];
