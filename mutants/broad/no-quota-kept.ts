import type { Mutant } from '../mutant.ts';

export const noQuotaKept: Mutant = {
  id: 'broad/no-quota-kept',
  fault: 'No request is ever too many.',
  kind: 'written',
  rule: 'quotas/over/GetAlternateContact',
  also: ['quotas/over/*'],
  options: { enforceQuotas: true },
  compose: (parts) => ({ ...parts, throttle: () => {}, limitRegionRequests: () => {} }),
};
