import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { guide } from '../../harness/source.ts';
import { Refutation } from '../../harness/errors.ts';
import { STATUS, shown } from './region-steps.ts';

const READS = ['GetRegionOptStatus', 'ListRegions'];
const CONSIDERATIONS = 'Considerations before enabling and disabling Regions';

const getAgrees = rule({
  id: 'regions/status-agrees-with-list',
  level: 'must',
  since: '0.1.0',
  statement:
    'The status of a region by itself is the status that the list has for it, for every region of the list.',
  source: guide('GetRegionOptStatus › Response Elements', 'ListRegions › Response Elements'),
  operations: READS,
  async check({ caller }) {
    const statuses = await readRegions(caller);
    for (const [region, status] of Object.entries(statuses)) {
      await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, status));
    }
  },
});

const defaultsFixed = rule({
  id: 'regions/default-regions-fixed',
  level: 'must',
  since: '0.1.0',
  statement: 'The regions that are older than 20 March 2019 are enabled by default, whenever they are read.',
  source: guide(CONSIDERATIONS),
  operations: READS,
  async check({ caller }) {
    const [fixed = ''] = loadLifecycle().fixed;
    const listed = await readRegions(caller);
    for (const region of loadRegions().defaults.filter((name) => name in listed)) {
      await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, fixed));
    }
  },
});

const optInOpen = rule({
  id: 'regions/opt-in-regions-not-fixed',
  level: 'must',
  since: '0.1.0',
  statement: 'The opt-in regions that the guide names are not enabled by default.',
  source: guide(CONSIDERATIONS),
  operations: READS,
  async check({ caller }) {
    const { fixed, statuses } = loadLifecycle();
    const listed = await readRegions(caller);
    const open = statuses.filter((status) => !fixed.includes(status));
    for (const region of loadRegions().optIn.filter((name) => name in listed)) {
      await caller.expect(STATUS, { RegionName: region }).toAnswer({
        kind: 'any-of',
        of: open.map((status) => ({ kind: 'success', output: { ...shown(region, status) } as never })),
      });
    }
  },
});

const allListed = rule({
  id: 'regions/known-regions-listed',
  level: 'should',
  since: '0.1.0',
  statement: 'Every region that the guide names is listed.',
  source: guide(CONSIDERATIONS),
  operations: ['ListRegions'],
  async check({ caller }) {
    const listed = await readRegions(caller);
    const { defaults, optIn } = loadRegions();
    const missing = [...defaults, ...optIn].filter((name) => !(name in listed));
    if (missing.length === 0) return;
    throw new Refutation(
      'ListRegions: every region of the guide',
      `${missing.join(', ')} missing`,
      'regions missing',
    );
  },
});

export const regionCatalogueRules: readonly Rule[] = [getAgrees, defaultsFixed, optInOpen, allListed];
