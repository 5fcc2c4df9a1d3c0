import type { Mutant } from '../../mutant.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { textOf } from './text-of.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const filterAfterPaging: Mutant = {
  id: 'written/filter-after-paging',
  fault: 'A page is filtered after it was cut, and a page with nothing on it ends the list.',
  kind: 'written',
  rule: 'listing/filter-with-paging',
  because: 'is missing and no token follows',
  compose: (parts) =>
    wrapHandlers(parts, ['ListRegions'], (inner) => (call, all) => {
      const { RegionOptStatusContains: given, ...input } = call.input;
      if (!Array.isArray(given) || given.length === 0) return inner(call, all);
      const output = inner({ ...call, input }, all) ?? {};
      const wanted = (given as readonly unknown[]).map(String);
      const regions = (Array.isArray(output['Regions']) ? output['Regions'] : []).filter((region) =>
        wanted.includes(textOf(region as JsonObject, 'RegionOptStatus')),
      );
      return regions.length === 0 ? { Regions: [] } : { ...output, Regions: regions };
    }),
};
