import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import { bringTo } from '../../harness/resources/region/change.ts';
import { precondition, type RuleSubject } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { callersOf, own, named, ownerOf, managed } from '../steps/accounts.ts';
import { CONTACT_OPERATIONS, contactTypes, missing, ofType, put, reads, remove } from '../steps/contacts.ts';
import { changeTogether, completes } from '../steps/region-changes.ts';
import {
  REGION_OPERATIONS,
  changeableRegions,
  changeableRegion,
  startAt,
} from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';
import { ONE_ACCOUNT } from '../../harness/callers.ts';
import { MODES } from './row.ts';
import { plainMember } from './other-accounts.ts';

/** One caller per account, but for members whose writes may need an integration that is off. */
function writers(context: RuleContext): Caller[] {
  const closed = context.callers.organizations
    .filter(({ trustedAccess, allFeatures }) => !trustedAccess || !allFeatures)
    .flatMap(({ delegateId, memberIds }) => [delegateId, ...memberIds]);
  const callers = callersOf(context).filter(({ accountId }) => !closed.includes(accountId));
  if (callers.length < 2) throw new Blocked(ONE_ACCOUNT);
  return callers;
}

/** How often some accounts lose their contact, where reads lag. */
const LOSSES_WHERE_IT_WAITS = 3;

const typesPerAccount = rule({
  id: 'context/each-account-its-own/AlternateContact',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every account keeps its own contact of every type when all accounts have one, and when the others lose theirs.',
  source: MODES,
  operations: CONTACT_OPERATIONS,
  accounts: 'all',
  async check(context) {
    const { contract, target } = context;
    const callers = writers(context);
    const length = { minLength: callers.length, maxLength: callers.length, size: 'max' as const };
    const drawn = fc.array(alternateContact(contract, { values: target.values }), length);
    // What is kept by its value must not be shared either.
    const equal = drawn.map((contacts) => contacts.map(() => contacts[0] ?? {}));
    const variants = contactTypes(context).flatMap((type, index) => [
      { label: type, arbitrary: drawn.map((contacts) => ({ type, contacts })) },
      ...(index === 0
        ? [{ label: `${type}, all equal`, arbitrary: equal.map((contacts) => ({ type, contacts })) }]
        : []),
    ]);
    await context.forEach(variants, async ({ contacts, type }) => {
      const pairs = callers.map((caller, index) => ({
        caller,
        contact: ofType(contacts[index] ?? {}, type),
      }));
      for (const { caller, contact } of pairs) await put(caller, contact);
      for (const { caller, contact } of pairs) await reads(caller, contact);
      // One by one, unless each loss is waited for.
      const { lag } = context.session.environment;
      const atOnce = lag.lags('alternate-contact') ? Math.ceil(pairs.length / LOSSES_WHERE_IT_WAITS) : 1;
      while (pairs.length > 0) {
        const lost = pairs.splice(0, atOnce);
        for (const { caller, contact } of lost) await remove(caller, contact);
        for (const { caller, contact } of lost) await missing(caller, contact);
        for (const { caller, contact } of pairs) await reads(caller, contact);
      }
    });
  },
});

const primaryPerAccount = rule({
  id: 'context/each-account-its-own/ContactInformation',
  level: 'must',
  since: '0.1.0',
  statement:
    'Every account keeps its own primary contact when the primary contacts of all accounts, or of others, are replaced.',
  source: MODES,
  operations: ['PutContactInformation', 'GetContactInformation'],
  accounts: 'all',
  async check(context) {
    const { contract, target } = context;
    const callers = writers(context);
    const length = { minLength: callers.length, maxLength: callers.length, size: 'max' as const };
    const drawn = fc.array(primaryContact(contract, { values: target.values }), length);
    const equal = drawn.map((contacts) => contacts.map(() => contacts[0] ?? {}));
    // First all the same, so that what is kept by its value would be replaced in all.
    const variants = [{ label: 'all accounts', arbitrary: fc.tuple(equal, drawn) }];
    await context.forEach(variants, async ([same, contacts]) => {
      const putSame = async (some: readonly Caller[]) => {
        for (const caller of some) await put(caller, { ContactInformation: same[0] ?? {} });
      };
      // What an account shows that may never have put a contact is not what another one puts.
      const half = Math.ceil(callers.length / 2);
      const untouchedYet = callers.slice(half).map((caller) => ({
        caller,
        operation: 'GetContactInformation',
        input: {},
      }));
      await expectUnchanged(context, untouchedYet, () => putSame(callers.slice(0, half)));
      await putSame(callers.slice(half));
      for (const [index, caller] of callers.entries()) {
        const primary = { ContactInformation: contacts[index] ?? {} };
        await put(caller, primary);
        const next = callers[index + 1];
        if (next) await reads(next, { ContactInformation: same[index + 1] ?? {} });
      }
      for (const [index, caller] of callers.entries()) {
        const ContactInformation = contacts[index] ?? {};
        await reads(caller, { ContactInformation });
      }
    });
  },
});

const inAccountsAtOnce = rule({
  id: 'context/one-region-in-accounts-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'One region may be changing in several accounts at once: each change is accepted and completes.',
  source: guide('Understanding API modes of operation', 'EnableRegion'),
  operations: REGION_OPERATIONS,
  accounts: 'all',
  async check(context) {
    const callers = writers(context);
    const [region = ''] = await changeableRegions(context);
    for (const change of loadLifecycle().transitions) {
      await precondition(async () => {
        for (const caller of callers) await bringTo({ context, ...own(caller) }, region, change.from);
      });
      await changeTogether(
        context,
        change.request,
        callers.map((caller) => ({ region, subject: own(caller) })),
      );
    }
  },
});

export const accountRules: readonly Rule[] = [typesPerAccount, primaryPerAccount, inAccountsAtOnce];

/** A change that is pending in one account is none in another, whichever of the two the caller names. */
const pendingElsewhere = rule({
  id: 'context/pending-elsewhere',
  level: 'must',
  since: '0.1.0',
  statement:
    'A region may be changed in a member account while it is changing in the management account, and vice versa.',
  source: guide('Understanding API modes of operation', 'EnableRegion'),
  operations: REGION_OPERATIONS,
  needs: ['management'],
  async check(context) {
    const { management, memberId } = managed(context);
    const mine: RuleSubject = { context, ...own(management) };
    const theirs: RuleSubject = { context, ...named(management, memberId) };
    const region = await changeableRegion(mine);
    for (const change of loadLifecycle().transitions) {
      for (const order of [
        [mine, theirs],
        [theirs, mine],
      ].slice(0, context.changesRegionsAtOnce ? undefined : 1)) {
        for (const subject of order) await startAt(subject, region, change);
        context.regions.requireTurn();
        for (const { caller, account } of order)
          await caller.expect(change.request, { ...account, RegionName: region }).toSucceed();
        await context.regions.waiting(async () => {
          for (const subject of order) await completes(subject, region, change);
        });
      }
    }
  },
});

/** Both changes are made twice, and each but the last is undone for the next. */
const DENIED_CYCLES = 3;

/** Whoever may not act on an account does not learn from a refusal that a region changes there. */
const deniedWhilePending = rule({
  id: 'context/denied-while-pending',
  level: 'must',
  since: '0.1.0',
  statement:
    'A member that names another account is denied a region change there even while that region is changing.',
  source: guide('Understanding API modes of operation', 'EnableRegion › Errors › AccessDeniedException'),
  operations: REGION_OPERATIONS,
  needs: ['member'],
  accounts: 'default caller and organizations',
  async check(context) {
    const { member, ids } = plainMember(context);
    const [owner] = ids.flatMap((id) => ownerOf(context, id) ?? []);
    if (!owner) throw new Blocked('needs the identity of an account that the member may not act on');
    const subject = { context, ...owner };
    const region = await changeableRegion(subject);
    const input = { AccountId: owner.caller.accountId, RegionName: region };
    context.regions.requireTurn(DENIED_CYCLES);
    for (const change of loadLifecycle().transitions) {
      for (const { request } of loadLifecycle().transitions) {
        await startAt(subject, region, change);
        context.regions.requireTurn();
        await owner.caller.expect(change.request, { RegionName: region }).toSucceed();
        await member.expect(request, input).toBeRefused('AccessDeniedException');
        await context.regions.waiting(() => completes(subject, region, change));
      }
    }
  },
});

export const pendingRules: readonly Rule[] = [pendingElsewhere, deniedWhilePending];
