import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

const HALF_AN_HOUR = 1800;

export const skewOfHalfAnHour: Mutant = {
  id: 'written/skew-of-half-an-hour',
  fault: 'The date of a signature may be off by half an hour.',
  kind: 'written',
  rule: 'signing/date-future-just-over',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, (_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, should: HALF_AN_HOUR } },
    })),
};
