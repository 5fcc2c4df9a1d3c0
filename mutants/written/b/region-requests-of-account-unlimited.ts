import type { Mutant } from '../../mutant.ts';

export const regionRequestsOfAccountUnlimited: Mutant = {
  id: 'written/region-requests-of-account-unlimited',
  fault: 'An account may change all its regions at once.',
  kind: 'written',
  rule: 'quotas/region-requests-of-account',
  because: 'no refusal',
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, limitRegionRequests: () => {} }),
};
