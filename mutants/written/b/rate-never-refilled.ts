import type { Mutant } from '../../mutant.ts';
import { tokenBuckets } from './token-buckets.ts';

const MANY = 60;

export const rateNeverRefilled: Mutant = {
  id: 'written/rate-never-refilled',
  fault: 'Who has sent sixty requests of an operation is refused for ever.',
  kind: 'written',
  rule: 'quotas/sustained/GetContactInformation',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, throttle: tokenBuckets({ burstOf: () => MANY, refills: false }) }),
};
