import type { Mutant } from '../mutant.ts';
import { tokenBuckets } from '../operators/token-buckets.ts';

export const burstMutants: readonly Mutant[] = [
  {
    id: 'written/burst-one-too-small',
    fault: 'One request less than documented is let through at once.',
    kind: 'written',
    rule: 'quotas/burst/PutContactInformation',
    because: 'TooManyRequestsException',
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, throttle: tokenBuckets({ burstOf: (documented) => documented - 1 }) }),
  },
];
