import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { filterBy } from '../operators/reroute.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const listMutants: readonly Mutant[] = [
  {
    id: 'written/disabling-counts-as-disabled',
    fault: 'The filter for disabled regions also finds those that are being disabled.',
    kind: 'written',
    rule: 'regions/list-agrees-while-disabling',
    because: 'not listed',
    ordered: true,
    compose: filterBy(
      (status, wanted) =>
        wanted.length === 0 ||
        wanted.includes(status) ||
        (status === 'DISABLING' && wanted.includes('DISABLED')),
    ),
  },
  {
    id: 'written/pending-status-not-filterable',
    fault: 'A filter knows no pending regions: one that is being disabled counts as enabled.',
    kind: 'written',
    rule: 'regions/list-agrees-while-disabling',
    because: 'not listed',
    ordered: true,
    compose: filterBy((status, wanted) => {
      const settled = status === 'DISABLING' ? 'ENABLED' : status;
      return wanted.length === 0 || wanted.includes(settled);
    }),
  },
  {
    id: 'written/list-ahead-of-status',
    fault: 'The list shows a pending change as done while the single read still shows it pending.',
    kind: 'written',
    rule: 'regions/list-agrees-while-enabling',
    because: 'not listed',
    ordered: true,
    compose: (parts) =>
      wrapHandler(
        'ListRegions',
        (inner) => (call, all) =>
          inner(call, {
            ...all,
            statusAt: (account, region, whole) => {
              const pending = parts.statusAt(account, region, whole).endsWith('ING');
              const change = all.store.regionChange(account, region);
              return pending && change ? change.to : parts.statusAt(account, region, whole);
            },
          }),
      )(parts),
  },
  {
    id: 'written/list-settles-when-asked-alone',
    fault: 'The list shows a change as pending until the status of the region itself is asked for.',
    kind: 'written',
    rule: 'regions/list-shows-enabled-in-the-end',
    also: ['regions/list-shows-disabled-in-the-end'],
    because: 'ING',
    ordered: true,
    compose: (parts) => {
      const pending = new Map<string, string>();
      const keyOf = (account: string, region: string) => `${account} ${region}`;
      const changed = wrapHandler(['EnableRegion', 'DisableRegion'], (inner) => (call, all) => {
        const region = textOf(call.input, 'RegionName');
        const answer = inner(call, all);
        const via = all.store.regionChange(call.account, region)?.via;
        if (via !== undefined) pending.set(keyOf(call.account, region), via);
        return answer;
      })(parts);
      const read = wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
        pending.delete(keyOf(call.account, textOf(call.input, 'RegionName')));
        return inner(call, all);
      })(changed);
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const answer = inner(call, all);
        const regions = Array.isArray(answer?.['Regions'])
          ? (answer['Regions'] as readonly JsonObject[])
          : [];
        const shown = regions.map((region) => {
          const via = pending.get(keyOf(call.account, textOf(region, 'RegionName')));
          return via === undefined ? region : { ...region, RegionOptStatus: via };
        });
        return { ...answer, Regions: shown };
      })(read);
    },
  },
  {
    id: 'written/region-name-not-echoed',
    fault: 'The status of a region comes without the name of the region.',
    kind: 'written',
    rule: 'regions/status-agrees-with-list',
    also: ['regions/opt-in-regions-not-fixed'],
    because: 'another output',
    compose: wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
      const { RegionName: _, ...rest } = inner(call, all) ?? {};
      return rest;
    }),
  },
  {
    id: 'written/status-in-lower-case',
    fault: 'The status of one region is written in lower case.',
    kind: 'written',
    rule: 'regions/status-agrees-with-list',
    because: 'RegionOptStatus',
    compose: wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
      const output = inner(call, all);
      return output && { ...output, RegionOptStatus: textOf(output, 'RegionOptStatus').toLowerCase() };
    }),
  },
];
