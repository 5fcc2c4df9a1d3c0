import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const duplicateStatusRefused: Mutant = {
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
};
