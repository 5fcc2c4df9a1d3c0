import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';

export const smallSkewMutants: readonly Mutant[] = [
  {
    id: 'written/no-skew-allowed',
    fault: 'A date that is off by more than ten seconds is refused.',
    kind: 'written',
    rule: 'signing/small-skew',
    because: 'InvalidSignatureException',
    options: { verifySignatures: true },
    compose: verifyingWith((_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, should: 10 } },
    })),
  },
];
