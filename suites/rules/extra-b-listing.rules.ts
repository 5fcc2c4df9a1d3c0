import type { Rule } from '../rule.ts';
import { rule } from '../rule.ts';
import { readRegions } from '../scenes/region-catalogue.ts';
import { guide } from '../source.ts';
import { LIST, filterStatuses, having, pageSizes, walk } from './listing-steps.ts';

const PAGES = guide('ListRegions › Request Body › MaxResults', 'ListRegions › Response Elements › NextToken');

const everySize = rule({
  id: 'listing/every-page-size',
  level: 'must',
  since: '0.1.0',
  statement: 'The walk is complete with every single page size from the smallest to the largest.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readRegions(caller);
    const { min, max } = pageSizes(context);
    for (let size = min; size <= max; size += 1) await walk(caller, { MaxResults: size }, statuses);
  },
});

const everyPair = rule({
  id: 'listing/filter-every-pair',
  level: 'must',
  since: '0.1.0',
  statement: 'A filter of two statuses returns the regions of both, for every pair and in either order.',
  source: guide('ListRegions › Request Body › RegionOptStatusContains'),
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readRegions(caller);
    const known = filterStatuses(context);
    for (const first of known) {
      for (const second of known.filter((one) => one !== first)) {
        const wanted = [first, second];
        await walk(caller, { RegionOptStatusContains: wanted }, having(statuses, wanted));
      }
    }
  },
});

export const extraListingRulesB: readonly Rule[] = [everySize, everyPair];
