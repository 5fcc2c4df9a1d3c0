import type { Mutant } from '../../mutant.ts';

export const regionRequestOverQuotaIsDone: Mutant = {
  id: 'written/region-request-over-quota-is-done',
  fault: 'The region change that is one too many is refused and done all the same.',
  kind: 'written',
  rule: 'quotas/region-requests-of-account',
  because: '"RegionOptStatus":"ENABL',
  options: { enforceQuotas: true },
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      parts.changeRegion(call, region, { ...all, limitRegionRequests: () => {} });
      const change = all.store.regionChange(call.account, region);
      // The change itself must not count: as if it had settled long ago.
      if (change) all.store.putRegionChange(call.account, region, { ...change, startedAt: 0 });
      try {
        all.limitRegionRequests(call.account, all);
      } finally {
        if (change) all.store.putRegionChange(call.account, region, change);
      }
    },
  }),
};
