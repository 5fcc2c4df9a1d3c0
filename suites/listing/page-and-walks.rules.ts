import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import {
  LIST,
  LIST_AND_CHANGE,
  having,
  knownRegions,
  namesOf,
  nextToken,
  pageSizes,
  walk,
  filterStatuses,
  smallPageSizes,
  walkInTurn,
  type Statuses,
} from '../../harness/resources/region/list.ts';
import { changeableRegion } from '../../harness/resources/region/changeable.ts';
import { own } from '../steps/accounts.ts';
import { PAGES, TOKEN } from './token.rules.ts';

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
  statement: 'A walk may continue with a page size other than the one that it began with.',
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

const everySize = rule({
  id: 'listing/every-page-size',
  level: 'must',
  since: '0.1.0',
  statement: 'The walk is complete with every single page size from the smallest to the largest.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readList(caller);
    const { min, max } = pageSizes(context);
    for (let size = min; size <= max; size += 1) await walk(caller, { MaxResults: size }, statuses);
  },
});

const changeBetweenPages = rule({
  id: 'listing/change-between-pages',
  level: 'should',
  since: '0.1.0',
  statement:
    'No other region is lost, repeated or shown with another status when a region changes during a walk.',
  source: guide('ListRegions › Response Elements › NextToken', 'EnableRegion'),
  operations: LIST_AND_CHANGE,
  judges: LIST_AND_CHANGE,
  async check(context) {
    const { caller } = context;
    const subject = { context, caller, account: {} };
    const change = transitionOf('EnableRegion');
    const region = await changeableRegion(subject, change);
    await context.forEach(WALKS, async ({ filtered, onFirst, drawn }) => {
      await precondition(() => bringTo(subject, region, change.from));
      const before = await knownRegions(caller);
      const all = filtered ? having(before, [change.from]) : before;
      const MaxResults = firstPageSize(context, Object.keys(all), { region, onFirst, drawn });
      const input = { MaxResults, ...(filtered ? { RegionOptStatusContains: [change.from] } : {}) };
      const between = () => changeAndSettle(subject, { RegionName: region }, change);
      await walk(caller, input, without(all, region), { changing: [region], between });
    });
  },
});

interface WalkWithChange {
  /** By the status that the region leaves. */
  readonly filtered: boolean;
  /** Whether the region that changes stands on the first page. */
  readonly onFirst: boolean;
  readonly drawn: number;
}

const WALKS: readonly Variant<WalkWithChange>[] = [false, true].flatMap((filtered) =>
  [false, true].map((onFirst) => ({
    label: `${filtered ? 'filtered by the status that it leaves' : 'unfiltered'}, ${onFirst ? 'on' : 'after'} the first page`,
    arbitrary: fc.nat().map((drawn) => ({ filtered, onFirst, drawn })),
  })),
);

/** A page size with which the region stands on the first page, or after it, as the list is ordered. */
function firstPageSize(
  context: RuleContext,
  names: readonly string[],
  { region, onFirst, drawn }: { region: string } & Pick<WalkWithChange, 'onFirst' | 'drawn'>,
): number {
  const { min, max } = pageSizes(context);
  const place = names.indexOf(region);
  const [low, high] = onFirst ? [place + 1, names.length - 1] : [min, place];
  const size = low + (drawn % Math.max(high - low + 1, 1));
  return Math.min(Math.max(size, min), max);
}

function without(statuses: Statuses, region: string): Statuses {
  return Object.fromEntries(Object.entries(statuses).filter(([name]) => name !== region));
}

export const pageRules: readonly Rule[] = [
  pageWalk,
  defaultPage,
  changingSize,
  everySize,
  changeBetweenPages,
];

const walksTogether = rule({
  id: 'listing/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement: 'Two walks by one caller, one page of each in turn, are both complete.',
  source: TOKEN,
  operations: [LIST],
  async check(context) {
    const subject = own(context.caller);
    const filters = fc.option(fc.subarray([...filterStatuses(context)], { minLength: 1 }));
    await context.forAny(
      fc.tuple(smallPageSizes(context), smallPageSizes(context), filters),
      async ([one, other, filter]) => {
        await walkInTurn([
          { subject, filter: null, MaxResults: one },
          { subject, filter, MaxResults: other },
        ]);
      },
    );
  },
});

export const walksInTurnRules: readonly Rule[] = [walksTogether];
