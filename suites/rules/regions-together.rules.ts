import fc from 'fast-check';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition, returning } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { callersOf, own, type Subject } from './account-views.ts';
import { CONTACT_OPERATIONS, contactTypes, ofType, put, reads, remove } from './contact-steps.ts';
import { pageSizes } from './listing-steps.ts';
import { completes } from './region-conflict.ts';
import { REGION_OPERATIONS, changeableRegions, ownSubject, startFrom } from './region-steps.ts';
import { alternates, primaries, PRIMARY_OPERATIONS, putAndReadPrimary } from './value-steps.ts';

/** Where a change takes minutes, two show as much as six. */
const FEW = 2;

const severalAtOnce = rule({
  id: 'regions/several-at-once',
  level: 'must',
  since: '0.1.0',
  statement:
    'As many regions of an account as the documented quota allows may be changing at once: each change is accepted and completes.',
  source: guide('Quotas for AWS Account Management', 'EnableRegion'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { perAccount } = loadQuotas().concurrentRegionRequests;
    const most = context.target.loopback ? perAccount : FEW;
    const regions = (await changeableRegions(context)).slice(0, most);
    for (const change of loadLifecycle().transitions) {
      for (const region of regions) await startFrom(context, region, change);
      await changeTogether(
        context,
        change.request,
        regions.map((region) => ({ region, subject: own(context.caller) })),
      );
    }
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
    const closed = context.callers.organizations
      .filter(({ trustedAccess, allFeatures }) => !trustedAccess || !allFeatures)
      .flatMap(({ delegateId, memberIds }) => [delegateId, ...memberIds]);
    const callers = callersOf(context).filter(({ accountId }) => !closed.includes(accountId));
    if (callers.length < 2) throw new Blocked('needs identities of two accounts: configure a second one');
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

/** Sends all changes at once, then waits for each. */
async function changeTogether(
  context: RuleContext,
  request: string,
  changes: readonly { readonly region: string; readonly subject: Subject }[],
): Promise<void> {
  await Promise.all(
    changes.map(({ region, subject }) =>
      subject.caller.expect(request, { RegionName: region, ...subject.account }, { group: 1 }).toSucceed(),
    ),
  );
  for (const { region, subject } of changes)
    await completes({ context, ...subject }, region, transitionOf(request));
}

/** Contacts that are put one after the other, so that most changes of one matter. */
const SEVERAL = { minLength: 3, maxLength: 3 };

const contactsApart = rule({
  id: 'regions/contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Changing a region leaves the contacts of the account as they are, and changing contacts leaves its regions.',
  source: guide('EnableRegion', 'PutContactInformation', 'PutAlternateContact'),
  operations: [...REGION_OPERATIONS, ...CONTACT_OPERATIONS, ...PRIMARY_OPERATIONS],
  async check(context) {
    const { caller } = context;
    const [region = ''] = await changeableRegions(context);
    const types = contactTypes(context);
    const drawn = fc.tuple(fc.array(primaries(context), SEVERAL), alternates(context));
    await context.forEach([{ label: 'an account', arbitrary: drawn }], async ([contacts, alternate]) => {
      const [primary = {}, ...others] = contacts;
      const enable = transitionOf('EnableRegion');
      await startFrom(context, region, enable);
      await precondition(async () => {
        await putAndReadPrimary(context, primary);
        for (const type of types) await put(caller, ofType(alternate, type));
      });
      for (const change of [enable, transitionOf('DisableRegion'), enable]) {
        await changeAndSettle(ownSubject(context), { RegionName: region }, change);
        await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: primary }));
        for (const type of types) await reads(caller, ofType(alternate, type));
      }
      const statuses = await readRegions(caller);
      const { max: limit } = pageSizes(context);
      const regionsKept = () =>
        caller.expect('ListRegions', { MaxResults: limit }).toAnswer({ kind: 'regions', statuses, limit });
      for (const other of others) {
        await putAndReadPrimary(context, other);
        await regionsKept();
      }
      for (const type of types) {
        await remove(caller, ofType(alternate, type));
        await regionsKept();
      }
    });
  },
});

export const regionsTogetherRules: readonly Rule[] = [severalAtOnce, inAccountsAtOnce, contactsApart];
