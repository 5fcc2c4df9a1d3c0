import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { bringTo, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { callersOf, named, own, type Subject } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { managed } from './context-row.ts';
import { LIST, filterStatuses, having, knownRegions, pageSizes, pagesOf, walk } from './listing-steps.ts';
import { REGION_OPERATIONS, ownSubject } from './region-steps.ts';

const TOKENS = guide('ListRegions › Request Body › NextToken');
const MODES = guide('Understanding API modes of operation');

/** A list that is walked: of which account, and by which statuses. */
interface List {
  readonly subject: Subject;
  readonly filter: readonly string[] | null;
}

const walksTogether = rule({
  id: 'listing/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement: 'Two walks of one caller, a page of each in turn, are each complete.',
  source: TOKENS,
  operations: [LIST],
  async check(context) {
    const subject = own(context.caller);
    const filters = fc.option(fc.subarray([...filterStatuses(context)], { minLength: 1 }));
    await context.forAny(fc.tuple(sizes(context), sizes(context), filters), async ([one, other, filter]) => {
      await inTurn([
        { subject, filter: null, MaxResults: one },
        { subject, filter, MaxResults: other },
      ]);
    });
  },
});

const walksOfAccounts = rule({
  id: 'context/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement:
    "A management account's walks of its own regions and of a member's, a page of each in turn, are each complete.",
  source: MODES,
  operations: [LIST],
  needs: ['management'],
  async check(context) {
    const { management, memberId } = managed(context);
    await context.forAny(fc.tuple(sizes(context), sizes(context)), async ([one, other]) => {
      await inTurn([
        { subject: own(management), filter: null, MaxResults: one },
        { subject: named(management, memberId), filter: null, MaxResults: other },
      ]);
    });
  },
});

const filteredApart = rule({
  id: 'context/filtered-lists-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'A filter selects by the statuses of the account that is asked about, whoever asked with it before.',
  source: MODES,
  operations: REGION_OPERATIONS,
  accounts: 'all',
  async check(context) {
    const [one, other] = callersOf(context);
    if (!one || !other) throw new Blocked('needs identities of two accounts: configure a second one');
    const change = transitionOf('EnableRegion');
    const region = await changeableRegion(ownSubject(context));
    await precondition(async () => {
      await bringTo({ context, ...own(one) }, region, change.to);
      await bringTo({ context, ...own(other) }, region, change.from);
    });
    const lists = [];
    // The first once more: what the second asked must not stand in its place either.
    for (const caller of [one, other, one]) lists.push({ caller, all: await knownRegions(caller) });
    for (const status of [change.from, change.to]) {
      for (const { caller, all } of lists)
        await walk(caller, { RegionOptStatusContains: [status] }, having(all, [status]));
    }
  },
});

/** Page sizes with which a walk takes several pages. */
function sizes(context: RuleContext): fc.Arbitrary<number> {
  const { min } = pageSizes(context);
  return fc.integer({ min: min + 1, max: min + 9 });
}

/** Walks all lists, a page of each in turn. */
async function inTurn(lists: readonly (List & { readonly MaxResults: number })[]): Promise<void> {
  const walks: AsyncGenerator<Answer, void>[] = [];
  for (const { subject, filter, MaxResults } of lists) {
    const all = await knownRegions(subject.caller, subject.account);
    const input: JsonObject = {
      ...subject.account,
      MaxResults,
      ...(filter === null ? {} : { RegionOptStatusContains: [...filter] }),
    };
    walks.push(pagesOf(subject.caller, input, filter === null ? all : having(all, filter)));
  }
  let going = walks;
  while (going.length > 0) {
    const still = [];
    for (const one of going) if (!(await one.next()).done) still.push(one);
    going = still;
  }
}

export const listsApartRules: readonly Rule[] = [walksTogether, walksOfAccounts, filteredApart];
