import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { filterBy } from '../operators/reroute.ts';
import { textOf } from '../operators/members.ts';
import { organizationOf } from '../operators/known-accounts.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const apartAndWalksMutants: readonly Mutant[] = [
  {
    id: 'written/last-account-remembered',
    fault: 'A caller that names no account acts on the one that it named last.',
    kind: 'written',
    rule: 'context/accounts-apart/AlternateContact',
    because: 'GetAlternateContact',
    compose: (parts) => {
      const last = new Map<string, string>();
      return {
        ...parts,
        authorizeContext: (caller, named, operation, all) => {
          const account = parts.authorizeContext(caller, named, operation, all);
          if (named !== null) last.set(caller, account);
          return named === null ? (last.get(caller) ?? account) : account;
        },
      };
    },
  },
  {
    id: 'written/primary-contact-shared-in-organization',
    fault: 'The accounts of an organization have one primary contact together.',
    kind: 'written',
    rule: 'context/accounts-apart/ContactInformation',
    because: 'another output',
    compose: (parts) => {
      const { options, store } = parts;
      const keyOf = (account: string): string => organizationOf(options.world, account)?.id ?? account;
      return {
        ...parts,
        store: {
          ...store,
          primaryContact: (account) => store.primaryContact(keyOf(account)),
          putPrimaryContact: (account, contact) => store.putPrimaryContact(keyOf(account), contact),
        },
      };
    },
  },
  {
    id: 'written/filter-by-the-callers-statuses',
    fault: 'The filter of a list goes by the statuses of the caller when another account is named.',
    kind: 'written',
    rule: 'context/accounts-apart/Regions',
    because: 'does not belong there',
    compose: (parts) =>
      wrapHandler('ListRegions', () => (call, all) => {
        const byCaller = filterBy((status, wanted) => wanted.length === 0 || wanted.includes(status))({
          ...parts,
          statusAt: parts.statusAt,
        });
        const own = byCaller.handlers['ListRegions']?.({ ...call, account: call.caller }, all) ?? null;
        const regions = Array.isArray(own?.['Regions']) ? own['Regions'] : [];
        return {
          ...own,
          Regions: (regions as readonly JsonObject[]).map((region) => ({
            ...region,
            RegionOptStatus: all.statusAt(call.account, textOf(region, 'RegionName'), all),
          })),
        };
      })(parts),
  },
  {
    id: 'written/regions-shared-between-accounts',
    fault: 'A region that is enabled in one account is enabled in all.',
    kind: 'written',
    rule: 'context/accounts-apart/Regions',
    because: 'expected DISABLED',
    compose: (parts) => {
      const { store } = parts;
      return {
        ...parts,
        store: {
          ...store,
          regionChange: (_account, region) => store.regionChange('shared', region),
          putRegionChange: (_account, region, change) => store.putRegionChange('shared', region, change),
          regionChanges: () => store.regionChanges('shared'),
        },
      };
    },
  },
  {
    id: 'written/filter-selection-of-whoever-asked-first',
    fault: 'What a filter selects is kept without the account, until a region of any account changes.',
    kind: 'written',
    rule: 'context/filtered-lists-apart',
    compose: (parts) => {
      const selections = new Map<string, string>();
      const forgetting: typeof parts = {
        ...parts,
        changeRegion: (call, region, all) => {
          selections.clear();
          parts.changeRegion(call, region, all);
        },
      };
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        const { MaxResults, NextToken, RegionOptStatusContains: filter } = call.input;
        if (filter === undefined || NextToken !== undefined) return inner(call, all);
        const key = JSON.stringify([filter, MaxResults]);
        const account = selections.get(key) ?? call.account;
        selections.set(key, account);
        return inner(call, { ...all, statusAt: (_, region) => parts.statusAt(account, region, all) });
      })(forgetting);
    },
  },
];
