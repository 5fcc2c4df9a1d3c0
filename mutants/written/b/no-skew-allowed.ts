import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

export const noSkewAllowed: Mutant = {
  id: 'written/no-skew-allowed',
  fault: 'A date that is off by more than ten seconds is refused.',
  kind: 'written',
  rule: 'signing/small-skew',
  because: 'InvalidSignatureException',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, (_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, should: 10 } },
    })),
};
