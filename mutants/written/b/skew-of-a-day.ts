import type { Mutant } from '../../mutant.ts';
import { verifyingWith } from './with-authentication.ts';

const DAY = 86_400;

export const skewOfADay: Mutant = {
  id: 'written/skew-of-a-day',
  fault: 'The date of a signature may be off by a day.',
  kind: 'written',
  rule: 'signing/date-past-hours',
  because: 'no refusal',
  options: { verifySignatures: true },
  compose: (parts) =>
    verifyingWith(parts, (_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, should: DAY } },
    })),
};
