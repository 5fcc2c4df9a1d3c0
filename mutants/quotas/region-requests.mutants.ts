import { limitRegionRequests } from '../../reference/core/state/quotas.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const regionRequestsMutants: readonly Mutant[] = [
  {
    id: 'written/region-request-over-quota-is-done',
    fault: 'The region change that is one too many is refused but carried out all the same.',
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
  },
  {
    id: 'written/region-requests-of-account-one-too-few',
    fault: 'The sixth region change of an account is already refused.',
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
  },
  {
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
  },
  {
    id: 'written/region-requests-of-account-unlimited',
    fault: 'An account may change all its regions at once.',
    kind: 'written',
    rule: 'quotas/region-requests-of-account',
    because: 'no refusal',
    options: { enforceQuotas: true },
    compose: (parts) => ({ ...parts, limitRegionRequests: () => {} }),
  },
  {
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
  },
  {
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
  },
  {
    id: 'written/region-requests-never-released',
    fault: 'Region changes count against the quota even after they have ended.',
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
  },
];
