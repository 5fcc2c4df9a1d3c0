import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { LIST, namesOf, nextToken, pageSizes, walk, knownRegions, type Statuses } from './listing-steps.ts';

const PAGES = guide('ListRegions › Request Body › MaxResults', 'ListRegions › Response Elements › NextToken');

const pageWalk = rule({
  id: 'listing/page-walk',
  level: 'must',
  since: '0.1.0',
  statement:
    'Walking the pages with any page size yields every region once, no page is longer than asked for, and the last has no token.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const statuses = await knownRegions(context.caller);
    for (const size of tellingSizes(context, statuses))
      await walk(context.caller, { MaxResults: size }, statuses);
    await context.forAny(fc.integer(pageSizes(context)), async (size) => {
      await walk(context.caller, { MaxResults: size }, statuses);
    });
  },
});

/** The bounds, and the sizes at which a list of this length just fits. */
function tellingSizes(context: RuleContext, statuses: Statuses): number[] {
  const { min, max } = pageSizes(context);
  const count = Object.keys(statuses).length;
  const sizes = [min, max, count - 1, count, count + 1].filter((size) => size >= min && size <= max);
  return [...new Set(sizes)];
}

const defaultPage = rule({
  id: 'listing/default-page',
  level: 'must',
  since: '0.1.0',
  statement: 'Walking the pages without a page size yields the same regions as walking the largest pages.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { max } = pageSizes(context);
    const pages: JsonObject = { MaxResults: max };
    const statuses = await knownRegions(context.caller, pages);
    await walk(context.caller, {}, statuses);
  },
});

const changingSize = rule({
  id: 'listing/page-size-changes',
  level: 'contested',
  since: '0.1.0',
  statement: 'A walk may go on with another page size than the one that it began with.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await knownRegions(caller);
    const { min, max } = pageSizes(context);
    const first = await caller.call(LIST, { MaxResults: min });
    const NextToken = nextToken(first);
    if (NextToken === null) return context.notApplicable('everything is on one page');
    const second = await caller.call(LIST, { MaxResults: max, NextToken });
    const left = Object.keys(statuses).length - namesOf(first).length;
    const seen = second.error ?? `${namesOf(second).length} of the ${left} others`;
    context.observe(`a walk that goes on with the largest page: ${seen}`);
  },
});

const noTokenAfterAll = rule({
  id: 'listing/no-token-after-everything',
  level: 'should',
  since: '0.1.0',
  statement: 'A page on which the last region stands has no token, also when it is full.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await knownRegions(caller);
    const count = Object.keys(statuses).length;
    const { min, max } = pageSizes(context);
    const sizes = [count, count + 1, max].filter((size) => size >= count && size <= max);
    if (sizes.length === 0) context.notApplicable(`${count} regions are more than fit on any page`);
    for (const size of sizes) {
      // A page may be short of what was asked for; then the last region stands on a later one.
      const page = await caller.call(LIST, { MaxResults: size });
      const last = namesOf(page).length === count;
      caller.judge(LIST, { kind: 'regions', statuses, limit: size, ...(last ? { last } : {}) }, page);
    }
    await caller.expect(LIST, { MaxResults: min }).toAnswer({ kind: 'regions', statuses, limit: min });
  },
});

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

export const pageRules: readonly Rule[] = [pageWalk, defaultPage, changingSize, noTokenAfterAll, getAgrees];
