import { limitRegionRequests } from '../../../reference/core/state/quotas.ts';
import type { Mutant } from '../../mutant.ts';

export const regionRequestsOfAccountOneTooFew: Mutant = {
  id: 'written/region-requests-of-account-one-too-few',
  fault: 'The sixth region change of an account is refused already.',
  kind: 'written',
  rule: 'quotas/region-requests-of-account',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    limitRegionRequests: (account, all) => {
      const { concurrentRegionRequests: limits, ...quotas } = all.options.quotas;
      const fewer = { ...limits, perAccount: limits.perAccount - 1 };
      const options = { ...all.options, quotas: { ...quotas, concurrentRegionRequests: fewer } };
      limitRegionRequests(account, { ...all, options });
    },
  }),
};
