import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const regionRequestsNeverReleased: Mutant = {
  id: 'written/region-requests-never-released',
  fault: 'Region changes count against the quota also when they are over.',
  kind: 'written',
  rule: 'quotas/region-requests-recover',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => {
    const started = new Map<string, number>();
    return {
      ...parts,
      limitRegionRequests: (account, { options }) => {
        const count = started.get(account) ?? 0;
        if (count >= options.quotas.concurrentRegionRequests.perAccount)
          throw new Refusal(options.quotas.refusedAs, 'Too many region changes.');
        started.set(account, count + 1);
      },
    };
  },
};
