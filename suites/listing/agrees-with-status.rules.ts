import { loadRegions } from '../../spec/load-regions.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { LIST, knownRegions } from '../../harness/resources/region/list.ts';

const getAgrees = rule({
  id: 'listing/agrees-with-status',
  level: 'must',
  since: '0.1.0',
  statement:
    'Each listed region has the status that reading it alone gives, and a region that can be read is listed.',
  source: guide('ListRegions', 'GetRegionOptStatus'),
  operations: [LIST, 'GetRegionOptStatus'],
  async check({ caller }) {
    const statuses = await knownRegions(caller);
    for (const [RegionName, RegionOptStatus] of Object.entries(statuses))
      await caller.expect('GetRegionOptStatus', { RegionName }).toReturn({ RegionName, RegionOptStatus });
    const { defaults, optIn, later } = loadRegions();
    for (const RegionName of [...defaults, ...optIn, ...later]) {
      if (statuses[RegionName] !== undefined) continue;
      await caller.expect('GetRegionOptStatus', { RegionName }).toBeRefused();
    }
  },
});

export const agreesWithStatusRules: readonly Rule[] = [getAgrees];
