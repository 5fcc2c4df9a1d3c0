import fc from 'fast-check';
import { listArbitrary } from '../../generators/sequences/list-arbitrary.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, type Subject } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { callersOf, fewer, maySend, named, own, managed } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { missing, reads } from '../steps/contacts.ts';
import {
  LIST,
  having,
  knownRegions,
  walk,
  smallPageSizes,
  walkInTurn,
} from '../../harness/resources/region/list.ts';
import {
  REGION_OPERATIONS,
  changeableRegion,
  ownSubject,
} from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';
import { ONE_ACCOUNT } from '../../harness/callers.ts';
import { MODES } from './row.ts';

/** Regions on a page: fewer than there are. */
const SOME = 9;

/** The ways in which one account can be reached, its own first. */
type Ways = readonly Subject[];

/** Every account with credentials, but for those whose writes may need an integration that is off. */
function accountsOf(context: RuleContext): Ways[] {
  const { organizations } = context.callers;
  const callers = callersOf(context);
  const lone = callers.filter(({ identity }) => identity.organization === null);
  const ways = callers.flatMap((caller) => {
    // Two of a kind are enough to see whether one changes the other.
    if (lone.indexOf(caller) >= 2) return [];
    const id = caller.accountId ?? '';
    const organization = organizations.find((one) =>
      [one.managementId, one.delegateId, ...one.memberIds].includes(id),
    );
    if (!organization || id === organization.managementId) return [[own(caller)]];
    if (!organization.trustedAccess || !organization.allFeatures) return [];
    const managers = [organization.management, id === organization.delegateId ? null : organization.delegate];
    const others = maySend(context, id) ? managers.flatMap((one) => (one ? [named(one, id)] : [])) : [];
    return [[own(caller), ...others]];
  });
  if (ways.length < 2) throw new Blocked(ONE_ACCOUNT);
  return ways;
}

/** So few that accounts often hold the same: what is kept by its value must not be shared. */
const FEW_VALUES = 4;

/** One put or delete on one account, in one of the ways; which of the values, by its index. */
interface Write {
  readonly account: number;
  readonly way: number;
  readonly value: number;
  readonly removes: boolean;
}

const contactsIsolated = CONTACT_KINDS.map((kind) =>
  rule({
    id: `context/accounts-apart/${kind.put.replace(/^Put/, '')}`,
    level: 'must',
    since: '0.1.0',
    statement: `Each account holds what was written to it last after any sequence of writes on several accounts, however they were reached (${kind.put}).`,
    source: MODES,
    operations: [kind.put, kind.get, ...(kind.remove === null ? [] : [kind.remove])],
    accounts: 'all',
    async check(context) {
      const accounts = accountsOf(context);
      const write = fc.record({
        account: fc.nat({ max: accounts.length - 1 }),
        way: fc.nat({ max: 2 }),
        value: fc.nat({ max: FEW_VALUES - 1 }),
        removes: kind.remove === null ? fc.constant(false) : fc.nat({ max: 4 }).map((n) => n === 0),
      });
      const writes = listArbitrary(write, {
        minLength: accounts.length * 2,
        maxLength: accounts.length * 3,
      });
      const drawn = fc.tuple(kind.values(context, FEW_VALUES), writes);
      await context.forAny(drawn, ([values, steps]) => interleave(kind, accounts, values, steps), {
        runs: fewer(context) * 2,
      });
    },
  }),
);

/** All values are of one type of contact, so that the writes can get in each other's way. */
async function interleave(
  kind: ContactKind,
  accounts: readonly Ways[],
  values: readonly JsonObject[],
  writes: readonly Write[],
): Promise<void> {
  const last = new Map<number, { ways: Ways; value: JsonObject; gone: boolean }>();
  for (const { account, way, value: chosen, removes } of writes) {
    const value = values[chosen] ?? {};
    const ways = accounts[account] ?? [];
    const subject = ways[way % ways.length];
    if (!subject) continue;
    const before = last.get(account);
    const gone = removes && before?.gone === false;
    // That it is still there is judged, so that a removal which finds nothing is not taken for a fault elsewhere.
    if (gone) await reads(subject.caller, before.value, subject.account);
    const operation = gone && kind.remove !== null ? kind.remove : kind.put;
    const input = gone ? kind.key(value) : value;
    await precondition(async () => {
      await subject.caller.expect(operation, { ...input, ...subject.account }).toSucceed();
    });
    last.set(account, { ways, value, gone });
  }
  for (const { ways, value, gone } of last.values())
    for (const subject of ways) await (gone ? missing : reads)(subject.caller, value, subject.account);
}

const regionsIsolated = rule({
  id: 'context/accounts-apart/Regions',
  level: 'must',
  since: '0.1.0',
  statement:
    'A region that changes in one account keeps its status in every other account, and so do all other regions.',
  source: guide('Understanding API modes of operation', 'EnableRegion'),
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  judges: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  accounts: 'all',
  async check(context) {
    const accounts = accountsOf(context);
    // Those that others may name tell more than those that only their own identity reaches.
    const nameable = accounts.filter((ways) => ways.length > 1);
    const drawn = [accounts, nameable]
      .filter((some) => some.length > 0)
      .map((some) => fc.constantFrom(...some));
    await context.forAny(
      fc.tuple(...drawn),
      async (chosen) => {
        for (const ways of chosen) await changesAreIsolated(context, accounts, ways);
      },
      { runs: 1, shrink: false },
    );
  },
});

/** Changes a region of one account, and looks at all regions of every account by every way to it. */
async function changesAreIsolated(
  context: RuleContext,
  accounts: readonly (readonly Subject[])[],
  ways: readonly Subject[],
): Promise<void> {
  const subject = ways.at(-1);
  if (!subject) return;
  const change = transitionOf('EnableRegion');
  const ruleSubject = { context, ...subject };
  const region = await changeableRegion(ruleSubject, change);
  await precondition(() => bringTo(ruleSubject, region, change.from));
  const others = accounts.flatMap((one) => (one === ways ? [] : (one[0] ?? [])));
  const before = [];
  for (const { caller } of others) before.push(await readRegions(caller));
  const mine = await readRegions(subject.caller, subject.account);
  await changeAndSettle(ruleSubject, { RegionName: region, ...subject.account }, change);
  for (const [index, { caller }] of others.entries()) await walk(caller, {}, before[index] ?? {});
  const now = { ...mine, [region]: change.to };
  for (const { caller, account } of ways) {
    await walk(caller, account, now);
    await walk(caller, { ...account, MaxResults: SOME }, now);
    for (const status of [change.from, change.to])
      await walk(caller, { ...account, RegionOptStatusContains: [status] }, having(now, [status]));
  }
}

const filteredListsIsolated = rule({
  id: 'context/filtered-lists-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'A filter selects by the statuses of the account that is asked about, whoever used the same filter before.',
  source: MODES,
  operations: REGION_OPERATIONS,
  judges: REGION_OPERATIONS,
  accounts: 'all',
  async check(context) {
    const [one, other] = callersOf(context);
    if (!one || !other) throw new Blocked(ONE_ACCOUNT);
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

export const isolationRules: readonly Rule[] = [...contactsIsolated, regionsIsolated, filteredListsIsolated];

const walksOfAccounts = rule({
  id: 'context/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement:
    "A management account that walks its own regions and a member's, one page of each in turn, gets both lists complete.",
  source: MODES,
  operations: [LIST],
  needs: ['management'],
  async check(context) {
    const { management, memberId } = managed(context);
    await context.forAny(fc.tuple(smallPageSizes(context), smallPageSizes(context)), async ([one, other]) => {
      await walkInTurn([
        { subject: own(management), filter: null, MaxResults: one },
        { subject: named(management, memberId), filter: null, MaxResults: other },
      ]);
    });
  },
});

export const walksInTurnRules: readonly Rule[] = [walksOfAccounts];
