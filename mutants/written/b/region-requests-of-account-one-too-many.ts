import { limitRegionRequests } from '../../../reference/core/state/quotas.ts';
import type { Mutant } from '../../mutant.ts';

export const regionRequestsOfAccountOneTooMany: Mutant = {
  id: 'written/region-requests-of-account-one-too-many',
  fault: 'A seventh region change of an account is let through.',
  kind: 'written',
  rule: 'quotas/region-requests-of-account',
  because: 'no refusal',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    limitRegionRequests: (account, all) => {
      const { concurrentRegionRequests: limits, ...quotas } = all.options.quotas;
      const more = { ...limits, perAccount: limits.perAccount + 1 };
      const options = { ...all.options, quotas: { ...quotas, concurrentRegionRequests: more } };
      limitRegionRequests(account, { ...all, options });
    },
  }),
};
