import type { Mutant } from '../mutant.ts';
import { tokenBuckets } from '../operators/token-buckets.ts';

/** How many requests of an operation are ever let through. */
const FULL_BUCKET = 60;

export const sustainedMutants: readonly Mutant[] = [
  {
    id: 'written/rate-never-refilled',
    fault: 'Who has sent sixty requests of an operation is refused for ever.',
    kind: 'written',
    rule: 'quotas/sustained/GetContactInformation',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({
      ...parts,
      throttle: tokenBuckets({ burstOf: () => FULL_BUCKET, refills: false }),
    }),
  },
];
