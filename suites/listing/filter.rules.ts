import fc from 'fast-check';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import {
  LIST,
  filterStatuses,
  having,
  knownRegions,
  listed,
  pageSizes,
  walk,
} from '../../harness/resources/region/list.ts';
import { changeableRegion } from '../../harness/resources/region/changeable.ts';

const FILTER = guide('ListRegions › Request Body › RegionOptStatusContains');

const eachStatus = rule({
  id: 'listing/filter-one-status',
  level: 'must',
  since: '0.1.0',
  statement: 'A filter of one status returns exactly the regions with this status.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    const variants = filterStatuses(context).map((label) => ({ label, arbitrary: fc.constant(label) }));
    await context.forEach(variants, async (status) => {
      await walk(context.caller, { RegionOptStatusContains: [status] }, having(statuses, [status]));
    });
  },
});

const severalStatuses = rule({
  id: 'listing/filter-several-statuses',
  level: 'must',
  since: '0.1.0',
  statement:
    'A filter of several statuses returns the regions that have any of them, in whatever order they are given.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    await context.forAny(statusSets(context, 2), async (wanted) => {
      await walk(context.caller, { RegionOptStatusContains: wanted }, having(statuses, wanted));
    });
  },
});

const withPaging = rule({
  id: 'listing/filter-with-paging',
  level: 'must',
  since: '0.1.0',
  statement: 'Walking the pages of a filtered list yields each matching region once, whatever the page size.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    const filtered = async ([wanted, size]: [string[], number]) => {
      const input = { RegionOptStatusContains: wanted, MaxResults: size };
      await walk(context.caller, input, having(statuses, wanted));
    };
    const { min } = pageSizes(context);
    // With the smallest pages each region stands on one of its own.
    for (const status of filterStatuses(context)) await filtered([[status], min]);
    await context.forAny(fc.tuple(statusSets(context, 1), fc.integer(pageSizes(context))), filtered);
  },
});

const mixed = rule({
  id: 'listing/filter-changed-region',
  level: 'must',
  since: '0.1.0',
  statement: 'A region that was enabled is found by filters that ask for its new status, and by no others.',
  source: FILTER,
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  judges: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  async check(context) {
    const { caller } = context;
    const subject = { context, caller, account: {} };
    const { to } = transitionOf('EnableRegion');
    const region = await changeableRegion(subject);
    await precondition(() => bringTo(subject, region, to));
    const statuses = await knownRegions(caller);
    await context.forAny(
      fc.tuple(statusSets(context, 1), fc.integer(pageSizes(context))),
      async ([wanted, size]) => {
        const input = { RegionOptStatusContains: wanted, MaxResults: size };
        await walk(caller, input, having({ ...statuses, [region]: to }, wanted));
      },
    );
  },
});

const union = rule({
  id: 'listing/filters-make-the-whole',
  level: 'must',
  since: '0.1.0',
  statement: 'The filters of one status each together return what the unfiltered walk returns.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const together: Record<string, string> = {};
    for (const status of filterStatuses(context)) {
      Object.assign(together, await listed(caller, { RegionOptStatusContains: [status] }));
    }
    // That there is something to list at all.
    if (Object.keys(together).length === 0) await knownRegions(caller);
    await context.forAny(fc.integer(pageSizes(context)), async (size) => {
      await walk(caller, { MaxResults: size }, together);
    });
  },
});

const nothing = rule({
  id: 'listing/filter-matches-nothing',
  level: 'must',
  since: '0.1.0',
  statement: 'A filter that matches no region yields none, whatever the page size, and the walk ends.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const { unused } = await usedStatuses(context);
    const drawn = fc.tuple(fc.subarray(unused, { minLength: 1 }), fc.integer(pageSizes(context)));
    await context.forAny(drawn, async ([wanted, size]) => {
      await walk(context.caller, { RegionOptStatusContains: wanted, MaxResults: size }, {});
    });
  },
});

const nothingAtOnce = rule({
  id: 'listing/filter-matches-nothing-at-once',
  level: 'should',
  since: '0.1.0',
  statement: 'A filter that matches no region is answered with one empty page.',
  source: FILTER,
  operations: [LIST],
  async check(context) {
    const { unused } = await usedStatuses(context);
    const drawn = fc.tuple(fc.subarray(unused, { minLength: 1 }), fc.integer(pageSizes(context)));
    await context.forAny(drawn, async ([wanted, size]) => {
      const input = { RegionOptStatusContains: wanted, MaxResults: size };
      await context.caller.expect(LIST, input).toReturn({ Regions: [] });
    });
  },
});

/** The control of an empty answer: there are regions, and a filter finds them. */
async function usedStatuses(context: RuleContext): Promise<{ unused: string[] }> {
  const { caller } = context;
  const statuses = await knownRegions(caller);
  const used = [...new Set(Object.values(statuses))];
  const unused = filterStatuses(context).filter((status) => !used.includes(status));
  if (unused.length === 0) context.notApplicable('there is a region of every status');
  await precondition(async () => {
    await walk(caller, { RegionOptStatusContains: used }, statuses);
  });
  return { unused };
}

const emptyFilter = rule({
  id: 'listing/filter-empty',
  level: 'should',
  since: '0.1.0',
  statement: 'A filter without any status means the same as no filter.',
  source: live('an empty list of statuses'),
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    await context.forAny(fc.integer(pageSizes(context)), async (size) => {
      await walk(context.caller, { RegionOptStatusContains: [], MaxResults: size }, statuses);
    });
  },
});

const duplicates = rule({
  id: 'listing/filter-duplicates',
  level: 'should',
  since: '0.1.0',
  statement: 'A status that occurs more than once in the filter counts once.',
  source: live('a status twice in the filter'),
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    const drawn = statusSets(context, 1).chain((wanted) => {
      const more = fc.array(fc.constantFrom(...wanted), { minLength: 1, maxLength: wanted.length });
      return more.map((again) => [...wanted, ...again]);
    });
    await context.forAny(drawn, async (wanted) => {
      await walk(context.caller, { RegionOptStatusContains: wanted }, having(statuses, wanted));
    });
  },
});

/** Sets of statuses, in any order. */
function statusSets(context: RuleContext, minLength: number): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray([...filterStatuses(context)], { minLength });
}

const everyPair = rule({
  id: 'listing/filter-every-pair',
  level: 'must',
  since: '0.1.0',
  statement: 'A filter of two statuses returns the regions of both, for every pair and in either order.',
  source: guide('ListRegions › Request Body › RegionOptStatusContains'),
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readList(caller);
    const known = filterStatuses(context);
    for (const first of known) {
      for (const second of known.filter((one) => one !== first)) {
        const wanted = [first, second];
        await walk(caller, { RegionOptStatusContains: wanted }, having(statuses, wanted));
      }
    }
  },
});

export const filterRules: readonly Rule[] = [
  eachStatus,
  severalStatuses,
  withPaging,
  mixed,
  union,
  nothing,
  nothingAtOnce,
  emptyFilter,
  duplicates,
  everyPair,
];
