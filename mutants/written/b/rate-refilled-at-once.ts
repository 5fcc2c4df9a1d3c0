import type { Mutant } from '../../mutant.ts';

export const rateRefilledAtOnce: Mutant = {
  id: 'written/rate-refilled-at-once',
  fault: 'The allowance is whole again before the next request: nothing is ever refused.',
  kind: 'written',
  rule: 'quotas/over/GetAlternateContact',
  because: 'so was every request before it',
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, throttle: () => {} }),
};
