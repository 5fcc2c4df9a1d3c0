import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../harness/properties.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { callersOf } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { changeableRegions } from './region-steps.ts';
import { LIST, having, nextToken, pageSizes, walk, knownRegions, type Statuses } from './listing-steps.ts';

const ENABLE = 'EnableRegion';
const CHANGING = [LIST, 'GetRegionOptStatus', ENABLE, 'DisableRegion'];

const changeBetweenPages = rule({
  id: 'listing/change-between-pages',
  level: 'must',
  since: '0.1.0',
  statement:
    'When a region changes during a walk, no other region is lost, doubled or shown with another status.',
  source: guide('ListRegions › Response Elements › NextToken', 'EnableRegion'),
  operations: CHANGING,
  async check(context) {
    const { caller } = context;
    const subject = { context, caller, account: {} };
    const change = transitionOf(ENABLE);
    const region = await changeableRegion(subject);
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

const foreignToken = rule({
  id: 'listing/token-of-another-account',
  level: 'must',
  since: '0.1.0',
  statement:
    'A page token of another account shows the statuses of the caller, or is refused; never those of its owner.',
  source: guide('ListRegions › Request Body › NextToken'),
  operations: CHANGING,
  accounts: 'all',
  async check(context) {
    const [owner, other] = callersOf(context);
    if (!owner || !other) throw new Blocked('needs identities of two accounts: configure a second one');
    const change = transitionOf(ENABLE);
    const subjects = [owner, other].map((caller) => ({ context, caller, account: {} }));
    if (!subjects[0] || !subjects[1]) return;
    const [mine, theirs] = [subjects[0], subjects[1]];
    const names = Object.keys(await knownRegions(owner));
    // The first of the list stands on the first page whatever its size, to which no token leads.
    const regions = (await changeableRegions(context)).filter((name) => name !== names[0]);
    if (regions.length === 0) throw new Blocked('no region after the first of the list may be changed');
    const region = draw(mine, 'region', fc.constantFrom(...regions));
    const place = names.indexOf(region);
    await precondition(async () => {
      await bringTo(mine, region, change.to);
      await bringTo(theirs, region, change.from);
    });
    const statuses = await knownRegions(owner);
    const visible = await knownRegions(other);
    if (statuses[region] === visible[region]) throw new Blocked(`${region} has one status in both accounts`);
    const { min, max } = pageSizes(context);
    await context.forAny(fc.integer({ min, max: Math.min(place, max) }), async (MaxResults) => {
      const pages: Answer[] = [];
      await precondition(async () => {
        pages.push(...(await walk(owner, { MaxResults }, statuses)));
      });
      for (const NextToken of pages.flatMap((page) => nextToken(page) ?? [])) {
        const own: AnswerExpectation = { kind: 'regions', statuses: visible, limit: MaxResults, part: true };
        const foreign = other.expect(LIST, { MaxResults, NextToken }, { provokes: ['body'] });
        await foreign.toAnswer({ kind: 'any-of', of: [other.refusal(), own] });
      }
    });
  },
});

export const changeRules: readonly Rule[] = [changeBetweenPages, foreignToken];
