import { limitRegionRequests } from '../../../reference/core/state/quotas.ts';
import type { Mutant } from '../../mutant.ts';

export const regionRequestsOfOrganizationTooFew: Mutant = {
  id: 'written/region-requests-of-organization-too-few',
  fault: 'The accounts of an organization may have nineteen region changes under way together, not twenty.',
  kind: 'written',
  rule: 'quotas/region-requests-of-organization',
  because: 'TooManyRequestsException',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    limitRegionRequests: (account, all) => {
      const { concurrentRegionRequests: limits, ...quotas } = all.options.quotas;
      const fewer = { ...limits, perOrganizationRefused: limits.perOrganizationAccepted - 1 };
      const options = { ...all.options, quotas: { ...quotas, concurrentRegionRequests: fewer } };
      limitRegionRequests(account, { ...all, options });
    },
  }),
};
