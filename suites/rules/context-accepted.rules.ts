import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { guide } from '../../harness/source.ts';
import { own, named, ownerOf, type Subject } from './account-views.ts';
import { actsOn } from './acts-on-account.ts';
import { delegated, isOfAlternateContact, managed, present, type ContextRow } from './context-row.ts';

const MODES = guide('Understanding API modes of operation');
const NAMED = guide(
  'Understanding API modes of operation',
  'DeleteAlternateContact › Request Body › AccountId',
);

/** The rows of the calls that name no account: they act on the caller's own. */
const ownAccount: readonly ContextRow[] = [
  {
    what: 'own-account-of-standalone',
    level: 'must',
    statement: (name) =>
      `${name} without AccountId acts on the caller's account where it is in no organization.`,
    source: MODES,
    needs: ['standalone'],
    accounts: 'default caller',
    namesNone: true,
    refused: false,
    check: (context, operation) =>
      actsOn(context, operation, {
        subject: own(present(context.callers.standalone, 'a standalone identity')),
        owner: null,
        others: [],
      }),
  },
  {
    what: 'own-account-of-management',
    level: 'must',
    statement: (name) => `${name} of a management account without AccountId acts on its own account.`,
    source: MODES,
    needs: ['management'],
    namesNone: true,
    refused: false,
    check(context, operation) {
      const { management, organization } = managed(context);
      return actsOn(context, operation, ownOf(management, [...organization.members]));
    },
  },
  {
    what: 'own-account-of-delegate',
    level: 'must',
    statement: (name) => `${name} of a delegated administrator without AccountId acts on its own account.`,
    source: MODES,
    needs: ['delegatedAdmin'],
    namesNone: true,
    refused: false,
    check(context, operation) {
      const { delegate, organization } = delegated(context);
      return actsOn(context, operation, ownOf(delegate, [organization.management]));
    },
  },
  {
    what: 'own-account-of-member',
    level: 'must',
    statement: (name) => `${name} of a member account without AccountId acts on its own account.`,
    source: MODES,
    needs: ['member'],
    namesNone: true,
    refused: false,
    check(context, operation) {
      const organization = context.callers.organization(
        'an identity of a member',
        (one) => one.members.length > 0,
      );
      return actsOn(
        context,
        operation,
        ownOf(present(organization.members[0], 'a member'), [organization.management]),
      );
    },
  },
  {
    what: 'own-account-without-trusted-access',
    level: (operation) => (operation.changes === 'alternate-contact' ? 'should' : 'must'),
    statement: (name) =>
      `${name} of a member account without AccountId acts on its own account also where trusted access is off.`,
    source: guide('Understanding API modes of operation', 'PutAlternateContact'),
    needs: ['member'],
    namesNone: true,
    refused: false,
    check(context, operation) {
      const organization = context.callers.organizations.find(
        ({ trustedAccess, members }) => !trustedAccess && members.length > 0,
      );
      const member = present(
        organization?.members[0],
        'an identity of a member of an organization without trusted access',
      );
      return actsOn(context, operation, ownOf(member, [organization?.management ?? null]));
    },
  },
];

/** A caller's own account beside the first of some others that is there. */
function ownOf(caller: Caller, others: readonly (Caller | null)[]) {
  const other = others.find((one) => one !== null);
  return { subject: own(caller), owner: null, others: other ? [own(other)] : [] };
}

/** The rows of the calls that name an account and act on it. */
const namedAccount: readonly ContextRow[] = [
  {
    what: 'management-member',
    level: 'must',
    statement: (name) =>
      `${name} of the management account acts on the member account that it names, and on no other.`,
    source: NAMED,
    needs: ['management'],
    refused: false,
    check(context, operation) {
      const { management, memberId } = managed(context);
      return actsOn(context, operation, {
        subject: named(management, memberId),
        owner: ownerOf(context, memberId),
        others: [own(management)],
      });
    },
  },
  {
    what: 'management-delegated-admin',
    level: 'must',
    statement: (name) =>
      `${name} of the management account acts on the delegated administrator's account where it names that one.`,
    source: NAMED,
    needs: ['management', 'delegatedAdmin'],
    refused: false,
    check(context, operation) {
      const { delegate, organization } = delegated(context);
      const management = present(organization.management, 'a management identity');
      return actsOn(context, operation, {
        subject: named(
          management,
          present(organization.delegateId, 'the account id of the delegated administrator'),
        ),
        owner: own(delegate),
        others: [own(management)],
      });
    },
  },
  {
    what: 'delegate-member',
    level: 'must',
    statement: (name) =>
      `${name} of the delegated administrator acts on the member account that it names, and on no other.`,
    source: NAMED,
    needs: ['delegatedAdmin'],
    refused: false,
    check(context, operation) {
      const { delegate, memberId, organization } = delegated(context);
      return actsOn(context, operation, {
        subject: named(delegate, memberId),
        owner: ownerOf(context, memberId),
        others: [own(delegate), ...managementOf(context, organization.managementId)],
      });
    },
  },
  {
    what: 'delegate-own-account',
    level: (operation) => (isOfAlternateContact(operation) ? 'must' : 'should'),
    statement: (name) => `${name} of the delegated administrator accepts its own account as AccountId.`,
    source: guide('Understanding API modes of operation', 'EnableRegion › Request Body › AccountId'),
    needs: ['delegatedAdmin'],
    refused: false,
    check(context, operation) {
      const { delegate, organization } = delegated(context);
      const delegateId = present(organization.delegateId, 'the account id of the delegated administrator');
      return actsOn(context, operation, {
        subject: named(delegate, delegateId),
        owner: own(delegate),
        others: managementOf(context, organization.managementId),
      });
    },
  },
];

function managementOf(context: RuleContext, managementId: string): Subject[] {
  const subject = ownerOf(context, managementId);
  return subject ? [subject] : [];
}

export const acceptedRows: readonly ContextRow[] = [...ownAccount, ...namedAccount];
