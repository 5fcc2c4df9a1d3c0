import type { Operation } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { guide } from '../../harness/source.ts';
import { maySend, named, own, ownerOf, type Subject } from './account-views.ts';
import { delegated, managed, present, type ContextRow } from './context-row.ts';
import { outsideAccounts } from './outside-accounts.ts';
import { fewer } from './acts-on-account.ts';
import { accountsOf, plainMember } from './plain-member.ts';
import { refusesOn } from './refused-on-account.ts';

const MODES = guide('Understanding API modes of operation');
const NAMED = guide('DeleteAlternateContact › Request Body › AccountId');
const DENIED = 'AccessDeniedException';

/** A caller names accounts on which it has to be refused; the control is its own account without AccountId. */
async function refusesAll(
  context: RuleContext,
  operation: Operation,
  {
    caller,
    ids,
    errors,
    control = own(caller),
  }: { caller: Caller; ids: readonly string[]; errors: string[]; control?: Subject },
): Promise<void> {
  const runs = Math.ceil(fewer(context) / ids.length);
  for (const id of ids) {
    const theirs = id === caller.accountId ? null : ownerOf(context, id);
    const watched = [own(caller), ...(theirs ? [theirs] : [])];
    const refused = caller.refusal(...errors);
    await refusesOn(context, operation, { subject: named(caller, id), control, watched, refused, runs });
  }
}

/** Other accounts in no organization. */
function peersOf(context: RuleContext, { accountId }: Caller): string[] {
  const { standalone: alone } = context.target.world;
  return alone.filter((id) => id !== accountId && maySend(context, id));
}

const standalone = (context: RuleContext) => present(context.callers.standalone, 'a standalone identity');

export const refusedRows: readonly ContextRow[] = [
  {
    what: 'management-own-account',
    level: 'must',
    statement: (name) => `${name} of the management account is denied when it names its own account.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check(context, operation) {
      const { management, organization } = managed(context);
      const ids = [organization.managementId];
      return refusesAll(context, operation, { caller: management, ids, errors: [DENIED] });
    },
  },
  {
    what: 'delegate-management-account',
    level: 'must',
    statement: (name) =>
      `${name} of the delegated administrator is refused when it names the management account.`,
    source: MODES,
    needs: ['delegatedAdmin'],
    refused: true,
    check(context, operation) {
      const { delegate, organization, memberId } = delegated(context);
      const control = named(delegate, memberId);
      return refusesAll(context, operation, {
        caller: delegate,
        ids: [organization.managementId],
        errors: [],
        control,
      });
    },
  },
  {
    what: 'member-own-account',
    level: 'must',
    statement: (name) => `${name} of a member that is no delegate is denied when it names its own account.`,
    source: MODES,
    needs: ['member'],
    refused: true,
    check(context, operation) {
      const { member } = plainMember(context);
      const ids = [present(member.accountId, 'the account id of a member')];
      return refusesAll(context, operation, { caller: member, ids, errors: [DENIED] });
    },
  },
  {
    what: 'member-any-account',
    level: 'must',
    statement: (name) => `${name} of a member that is no delegate is denied whatever other account it names.`,
    source: MODES,
    needs: ['member'],
    accounts: 'default caller and organizations',
    refused: true,
    check(context, operation) {
      const { member, ids } = plainMember(context);
      return refusesAll(context, operation, { caller: member, ids, errors: [DENIED] });
    },
  },
  {
    what: 'standalone-own-account',
    level: 'must',
    statement: (name) => `${name} of an account in no organization is refused when it names itself.`,
    source: NAMED,
    needs: ['standalone'],
    accounts: 'default caller',
    refused: true,
    check(context, operation) {
      const caller = standalone(context);
      const ids = [present(caller.accountId, 'the account id of the standalone identity')];
      return refusesAll(context, operation, { caller, ids, errors: [] });
    },
  },
  {
    what: 'standalone-denied',
    level: 'should',
    statement: (name) =>
      `${name} of an account in no organization is denied, by this error, when it names an account.`,
    source: NAMED,
    needs: ['standalone'],
    accounts: 'default caller',
    refused: true,
    check(context, operation) {
      const caller = standalone(context);
      const ids = [present(caller.accountId, 'the account id of the standalone identity')];
      return refusesAll(context, operation, { caller, ids, errors: [DENIED] });
    },
  },
  {
    what: 'standalone-other-account',
    level: 'must',
    statement: (name) => `${name} of an account in no organization is refused when it names another account.`,
    source: NAMED,
    needs: ['standalone'],
    accounts: 'all',
    refused: true,
    check(context, operation) {
      const caller = standalone(context);
      const ids = [...outsideAccounts(context, [caller.accountId]), ...peersOf(context, caller).slice(0, 1)];
      return refusesAll(context, operation, { caller, ids, errors: [] });
    },
  },
  {
    what: 'outside-organization',
    level: 'must',
    statement: (name) =>
      `${name} of the management account is refused for an account outside its organization, and for one that does not exist.`,
    source: NAMED,
    needs: ['management'],
    accounts: 'default caller and organizations',
    refused: true,
    check(context, operation) {
      const { management, organization, memberId } = managed(context);
      const ids = outsideAccounts(context, accountsOf(organization));
      const control = named(management, memberId);
      return refusesAll(context, operation, { caller: management, ids, errors: [], control });
    },
  },
  {
    what: 'delegate-outside-organization',
    level: 'must',
    statement: (name) =>
      `${name} of the delegated administrator is refused for an account outside its organization, and for one that does not exist.`,
    source: NAMED,
    needs: ['delegatedAdmin'],
    accounts: 'default caller and organizations',
    refused: true,
    check(context, operation) {
      const { delegate, organization, memberId } = delegated(context);
      const ids = outsideAccounts(context, accountsOf(organization));
      const control = named(delegate, memberId);
      return refusesAll(context, operation, { caller: delegate, ids, errors: [], control });
    },
  },
  {
    what: 'trusted-access-off',
    level: 'must',
    statement: (name) =>
      `${name} of the management account on a member, or on itself by its id, is denied while trusted access is off.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check: (context, operation) =>
      refusesWithout(
        context,
        operation,
        'without trusted access',
        (one) => one.allFeatures && !one.trustedAccess,
      ),
  },
  {
    what: 'no-all-features',
    level: 'must',
    statement: (name) =>
      `${name} of the management account on a member, or on itself by its id, is denied where the organization has not all features.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check: (context, operation) =>
      refusesWithout(context, operation, 'without all features', (one) => !one.allFeatures),
  },
];

type OrganizationCallers = RuleContext['callers']['organizations'][number];

/** The member's account is only read: writing there may need the integration that is missing. */
async function refusesWithout(
  context: RuleContext,
  operation: Operation,
  what: string,
  fits: (organization: OrganizationCallers) => boolean,
): Promise<void> {
  const organization = context.callers.organizations.find(
    (one) => fits(one) && one.management && one.memberIds.some((id) => maySend(context, id)),
  );
  const caller = present(
    organization?.management,
    `a management identity of an organization ${what}, with a member`,
  );
  const memberId = present(
    organization?.memberIds.find((id) => maySend(context, id)),
    'a member account',
  );
  const theirs = ownerOf(context, memberId);
  const attempts = [
    { id: memberId, onlyRead: theirs ? [theirs] : [] },
    { id: organization?.managementId ?? memberId, onlyRead: [] },
  ];
  const runs = Math.ceil(fewer(context) / attempts.length);
  for (const { id, onlyRead } of attempts)
    await refusesOn(context, operation, {
      subject: named(caller, id),
      control: own(caller),
      watched: [own(caller)],
      onlyRead,
      refused: caller.refusal(DENIED),
      runs,
    });
}
