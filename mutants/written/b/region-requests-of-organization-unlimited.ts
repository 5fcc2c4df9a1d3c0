import { limitRegionRequests } from '../../../reference/core/state/quotas.ts';
import type { Mutant } from '../../mutant.ts';

export const regionRequestsOfOrganizationUnlimited: Mutant = {
  id: 'written/region-requests-of-organization-unlimited',
  fault: 'The region changes of an organization are not counted together.',
  kind: 'written',
  rule: 'quotas/region-requests-over-organization',
  because: 'no refusal',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    limitRegionRequests: (account, all) => {
      const { concurrentRegionRequests: limits, ...quotas } = all.options.quotas;
      const unlimited = { ...limits, perOrganizationRefused: Infinity };
      const options = { ...all.options, quotas: { ...quotas, concurrentRegionRequests: unlimited } };
      limitRegionRequests(account, { ...all, options });
    },
  }),
};
