import { Refusal } from '../../reference/core/refusal.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Mutant } from '../mutant.ts';
import { filterBy } from '../operators/reroute.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

export const filterMutants: readonly Mutant[] = [
  {
    id: 'written/duplicate-status-refused',
    fault: 'A filter that names a status twice is refused.',
    kind: 'written',
    rule: 'listing/filter-duplicates',
    because: 'A status is there twice.',
    compose: wrapHandler('ListRegions', (list) => (call, parts) => {
      const { RegionOptStatusContains: filter } = call.input;
      if (Array.isArray(filter) && new Set(filter).size < filter.length)
        throw new Refusal(parts.errorNames.invalid, 'A status is there twice.');
      return list(call, parts);
    }),
  },
  {
    id: 'written/filter-duplicates-double',
    fault: 'A status that occurs twice in the filter shows its regions twice.',
    kind: 'written',
    rule: 'listing/filter-duplicates',
    because: 'is listed twice',
    compose: wrapHandler('ListRegions', (inner) => (call, all) => {
      const output = inner(call, all);
      const given = call.input['RegionOptStatusContains'];
      if (!output || !Array.isArray(given)) return output;
      const regions = Array.isArray(output['Regions']) ? output['Regions'] : [];
      const times = given.length - new Set(given).size + 1;
      return { ...output, Regions: Array.from({ length: times }, () => regions).flat() };
    }),
  },
  {
    id: 'written/empty-filter-matches-nothing',
    fault: 'An empty filter lets no region pass.',
    kind: 'written',
    rule: 'listing/filter-empty',
    because: '{"Regions":[]}',
    compose: wrapHandler('ListRegions', (list) => (call, parts) => {
      const { RegionOptStatusContains: filter } = call.input;
      return Array.isArray(filter) && filter.length === 0 ? { Regions: [] } : list(call, parts);
    }),
  },
  {
    id: 'written/filter-empty-finds-nothing',
    fault: 'An empty filter finds no region.',
    kind: 'written',
    rule: 'listing/filter-empty',
    because: 'is missing and no token follows',
    compose: filterBy((status, wanted) => wanted.includes(status)),
  },
  {
    id: 'written/filter-as-substring',
    fault: 'A filter finds every status that contains it.',
    kind: 'written',
    rule: 'listing/filter-one-status',
    also: ['listing/filter-matches-nothing', 'listing/filter-matches-nothing-at-once'],
    because: 'does not belong there',
    compose: filterBy((status, wanted) => wanted.some((one) => status.includes(one))),
  },
  {
    id: 'written/filter-negated',
    fault: 'A filter leaves out the regions that it asks for.',
    kind: 'written',
    rule: 'listing/filter-one-status',
    also: ['listing/change-between-pages', 'listing/filter-changed-region', 'listing/filter-every-pair'],
    because: 'does not belong there',
    compose: filterBy((status, wanted) => wanted.length === 0 || !wanted.includes(status)),
  },
  {
    id: 'written/filter-as-conjunction',
    fault: 'A filter of several statuses finds the regions that have all of them.',
    kind: 'written',
    rule: 'listing/filter-several-statuses',
    because: 'is missing and no token follows',
    compose: filterBy((status, wanted) => wanted.every((one) => status === one)),
  },
  {
    id: 'written/filter-takes-the-first-status',
    fault: 'Only the first status of a filter counts.',
    kind: 'written',
    rule: 'listing/filter-several-statuses',
    because: 'is missing and no token follows',
    compose: filterBy((status, wanted) => wanted.length === 0 || status === wanted[0]),
  },
  {
    id: 'written/filter-takes-two-statuses',
    fault: 'Only the first two statuses of a filter count.',
    kind: 'written',
    rule: 'listing/filter-several-statuses',
    because: 'is missing and no token follows',
    compose: filterBy((status, wanted) => wanted.length === 0 || wanted.slice(0, 2).includes(status)),
  },
  {
    id: 'written/filter-after-paging',
    fault: 'A page is filtered after it was cut, and a page with nothing on it ends the list.',
    kind: 'written',
    rule: 'listing/filter-with-paging',
    because: 'is missing and no token follows',
    compose: wrapHandler('ListRegions', (inner) => (call, all) => {
      const { RegionOptStatusContains: given, ...input } = call.input;
      if (!Array.isArray(given) || given.length === 0) return inner(call, all);
      const output = inner({ ...call, input }, all) ?? {};
      const wanted = (given as readonly unknown[]).map(String);
      const regions = (Array.isArray(output['Regions']) ? output['Regions'] : []).filter((region) =>
        wanted.includes(textOf(region as JsonObject, 'RegionOptStatus')),
      );
      return regions.length === 0 ? { Regions: [] } : { ...output, Regions: regions };
    }),
  },
  {
    id: 'written/page-token-drops-the-filter',
    fault: 'The filter applies to the first page only; later pages are not filtered.',
    kind: 'written',
    rule: 'listing/filter-with-paging',
    because: 'does not belong there',
    compose: (parts) => {
      const { tokens } = parts;
      const unfiltered = {
        ...parts,
        tokens: {
          issue: (scope: Parameters<typeof tokens.issue>[0], after: string) =>
            tokens.issue({ ...scope, filter: [] }, after),
          read: (scope: Parameters<typeof tokens.read>[0], token: string) =>
            tokens.read({ ...scope, filter: [] }, token),
        },
      };
      return wrapHandler('ListRegions', (inner) => (call, all) => {
        if (call.input['NextToken'] === undefined) return inner(call, all);
        const { RegionOptStatusContains: _, ...input } = call.input;
        return inner({ ...call, input }, all);
      })(unfiltered);
    },
  },
];
