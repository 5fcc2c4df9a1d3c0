import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const otherAndContactsApartMutants: readonly Mutant[] = [
  {
    id: 'written/one-other-partition-accepted',
    fault: 'Enabling the one region cn-north-1 of another partition succeeds.',
    kind: 'written',
    rule: 'regions/other-partition-refused/EnableRegion',
    because: 'no refusal',
    compose: wrapHandler(
      'EnableRegion',
      (inner) => (call, all) => (call.input['RegionName'] === 'cn-north-1' ? null : inner(call, all)),
    ),
  },
  {
    id: 'written/other-partition-accepted',
    fault: 'Regions of other partitions can be read, and are shown as disabled.',
    kind: 'written',
    rule: 'regions/other-partition-refused/GetRegionOptStatus',
    because: 'no refusal',
    compose: wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName');
      if (!all.options.regions.otherPartitions.includes(region)) return inner(call, all);
      return { RegionName: region, RegionOptStatus: all.options.lifecycle.initial };
    }),
  },
  {
    id: 'written/change-takes-the-neighbour',
    fault: 'Enabling a region also enables the next one of the list.',
    kind: 'written',
    rule: 'regions/others-unchanged',
    because: 'expected DISABLED',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        parts.changeRegion(call, region, all);
        const names = all.regionNames(all);
        const next = names.slice(names.indexOf(region) + 1).concat(names);
        const other = next.find((name) => all.statusAt(call.account, name, all) === 'DISABLED');
        if (other !== undefined && call.operation.name === 'EnableRegion')
          parts.changeRegion(call, other, all);
      },
    }),
  },
  {
    id: 'written/list-without-changes',
    fault: 'The list shows every region as it was at first; only the single read shows changes.',
    kind: 'written',
    rule: 'regions/others-unchanged',
    because: 'is DISABLED, expected ENABLED',
    compose: (parts) =>
      wrapHandler(
        'ListRegions',
        (inner) => (call, all) =>
          inner(call, {
            ...all,
            statusAt: (account, region, whole) =>
              parts.statusAt(account, region, {
                ...whole,
                store: { ...all.store, regionChange: () => undefined },
              }),
          }),
      )(parts),
  },
  {
    id: 'written/new-country-disables-regions',
    fault: 'A primary contact in another country disables the enabled regions.',
    kind: 'written',
    rule: 'regions/contacts-apart',
    because: 'DISABLED',
    ordered: true,
    compose: (parts) => {
      const { store } = parts;
      return {
        ...parts,
        store: {
          ...store,
          putPrimaryContact: (account, contact) => {
            const moved = store.primaryContact(account)?.['CountryCode'] !== contact['CountryCode'];
            for (const region of moved ? parts.options.regions.optIn : []) {
              const change = store.regionChange(account, region);
              if (change) store.putRegionChange(account, region, { ...change, to: 'DISABLED' });
            }
            store.putPrimaryContact(account, contact);
          },
        },
      };
    },
  },
];
