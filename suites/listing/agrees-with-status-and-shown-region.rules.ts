import { loadRegions } from '../../spec/load-regions.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { LIST, knownRegions, having, namesOf, pageSizes, walk } from '../../harness/resources/region/list.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { changeableRegions, ownSubject } from '../../harness/resources/region/changeable.ts';

const getAgrees = rule({
  id: 'listing/agrees-with-status',
  level: 'must',
  since: '0.1.0',
  statement:
    'Each listed region has the status that a single read returns, and every region that can be read is listed.',
  source: guide('ListRegions', 'GetRegionOptStatus'),
  operations: [LIST, 'GetRegionOptStatus'],
  judges: [LIST, 'GetRegionOptStatus'],
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

/** Page sizes at which the region that leaves was shown on the first page, alone or with others. */
const FIRST_PAGES = 4;

const leavesAfterItsPage = rule({
  id: 'listing/shown-region-leaves',
  level: 'should',
  since: '0.1.0',
  statement:
    'No other region is lost or repeated when a region that was already shown leaves a filtered list during a walk.',
  source: guide('ListRegions › Response Elements › NextToken', 'EnableRegion'),
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  judges: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  async check(context) {
    const { caller, changesRegionsAtOnce } = context;
    const subject = ownSubject(context);
    const change = transitionOf('EnableRegion');
    const { min } = pageSizes(context);
    const [region = ''] = await changeableRegions(context, change);
    for (let size = min; size < min + (changesRegionsAtOnce ? FIRST_PAGES : 1); size += 1) {
      await precondition(() => bringTo(subject, region, change.from));
      const filter = { RegionOptStatusContains: [change.from], MaxResults: size };
      if (!(await isOnFirstPage(context, filter, region))) continue;
      const { [region]: _shown, ...others } = having(await readList(caller), [change.from]);
      const between = () => changeAndSettle(subject, { RegionName: region }, change);
      await walk(caller, filter, others, { changing: [region], between });
    }
  },
});

async function isOnFirstPage({ caller }: RuleContext, filter: JsonObject, region: string): Promise<boolean> {
  return namesOf(await caller.call(LIST, filter)).includes(region);
}

export const shownRegionLeavesRules: readonly Rule[] = [leavesAfterItsPage];
