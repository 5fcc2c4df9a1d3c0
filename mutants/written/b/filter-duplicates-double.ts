import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const filterDuplicatesDouble: Mutant = {
  id: 'written/filter-duplicates-double',
  fault: 'A status that stands in the filter twice shows its regions twice.',
  kind: 'written',
  rule: 'listing/filter-duplicates',
  because: 'is listed twice',
  compose: (parts) =>
    wrapHandlers(parts, ['ListRegions'], (inner) => (call, all) => {
      const output = inner(call, all);
      const given = call.input['RegionOptStatusContains'];
      if (!output || !Array.isArray(given)) return output;
      const regions = Array.isArray(output['Regions']) ? output['Regions'] : [];
      const times = given.length - new Set(given).size + 1;
      return { ...output, Regions: Array.from({ length: times }, () => regions).flat() };
    }),
};
