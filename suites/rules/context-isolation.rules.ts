import fc from 'fast-check';
import { listArbitrary } from '../../generators/sequences/list-arbitrary.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { CONTACT_KINDS, lacks, shows, type ContactKind } from './account-contacts.ts';
import { callersOf, maySend, named, own, type Subject } from './account-views.ts';
import { fewer } from './acts-on-account.ts';
import { changeableRegion } from './changeable-regions.ts';
import { having, LIST, walk } from './listing-steps.ts';

const MODES = guide('Understanding API modes of operation');

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
    // Two that are alike are enough to see whether they are apart.
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
  if (ways.length < 2) throw new Blocked('needs identities of two accounts: configure a second one');
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

const contactsApart = CONTACT_KINDS.map((kind) =>
  rule({
    id: `context/accounts-apart/${kind.put.replace(/^Put/, '')}`,
    level: 'must',
    since: '0.1.0',
    statement: `After any sequence of writes on several accounts, however they were reached, each holds what was written to it last (${kind.put}).`,
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
    if (gone) await shows(kind, subject, before.value);
    const operation = gone && kind.remove !== null ? kind.remove : kind.put;
    const input = gone ? kind.key(value) : value;
    await precondition(async () => {
      await subject.caller.expect(operation, { ...input, ...subject.account }).toSucceed();
    });
    last.set(account, { ways, value, gone });
  }
  for (const { ways, value, gone } of last.values())
    for (const subject of ways) await (gone ? lacks : shows)(kind, subject, value);
}

const regionsApart = rule({
  id: 'context/accounts-apart/Regions',
  level: 'must',
  since: '0.1.0',
  statement:
    'A region that changes in one account keeps its status in every other, and so do all other regions.',
  source: guide('Understanding API modes of operation', 'EnableRegion'),
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
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
        for (const ways of chosen) await changesApart(context, accounts, ways);
      },
      { runs: 1, shrink: false },
    );
  },
});

/** Changes a region of one account, and looks at all regions of every account by every way to it. */
async function changesApart(
  context: RuleContext,
  accounts: readonly (readonly Subject[])[],
  ways: readonly Subject[],
): Promise<void> {
  const subject = ways.at(-1);
  if (!subject) return;
  const change = transitionOf('EnableRegion');
  const ruleSubject = { context, ...subject };
  const region = await changeableRegion(ruleSubject);
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

export const isolationRules: readonly Rule[] = [...contactsApart, regionsApart];
