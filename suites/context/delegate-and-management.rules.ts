import type { Contract, Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { named, own, ownerOf, delegated, present, managed } from '../steps/accounts.ts';
import type { Subject } from '../../harness/subject.ts';
import { actsOn } from './acts-on.ts';
import { accountsOf, outsideAccounts } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';
import { MODES, NAMED, NAMED_BY_MANAGER, rowRules, DENIED, type ContextRow } from './row.ts';

const DELEGATE_ROWS: readonly ContextRow[] = [
  {
    what: 'delegate-member',
    level: 'must',
    statement: (name) =>
      `${name} by the delegated administrator acts on the member account that it names and on no other.`,
    source: NAMED_BY_MANAGER,
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
    statement: (name) => `${name} by the delegated administrator accepts its own account as AccountId.`,
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
  {
    what: 'delegate-management-account',
    level: 'must',
    statement: (name) =>
      `${name} by the delegated administrator is refused when it names the management account.`,
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
    what: 'delegate-outside-organization',
    level: 'must',
    statement: (name) =>
      `${name} by the delegated administrator is refused for an account outside its organization, and for one that does not exist.`,
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
];

function managementOf(context: RuleContext, managementId: string): Subject[] {
  const subject = ownerOf(context, managementId);
  return subject ? [subject] : [];
}

/** Whether an operation reads or changes alternate contacts. */
function isOfAlternateContact({ changes, reads }: Operation): boolean {
  return (changes ?? reads) === 'alternate-contact';
}

export function delegateRules(contract: Contract): Rule[] {
  return DELEGATE_ROWS.flatMap((row) => rowRules(contract, row));
}

const MANAGEMENT_ROWS: readonly ContextRow[] = [
  {
    what: 'management-member',
    level: 'must',
    statement: (name) =>
      `${name} by the management account acts on the member account that it names and on no other.`,
    source: NAMED_BY_MANAGER,
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
      `${name} by the management account acts on the delegated administrator's account when it names that account.`,
    source: NAMED_BY_MANAGER,
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
    what: 'management-own-account',
    level: 'must',
    statement: (name) => `${name} by the management account is denied when it names its own account.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check(context, operation) {
      const { management, organization } = managed(context);
      const ids = [organization.managementId];
      return refusesAll(context, operation, { caller: management, ids, errors: [DENIED] });
    },
  },
];

export function managementRules(contract: Contract): Rule[] {
  return MANAGEMENT_ROWS.flatMap((row) => rowRules(contract, row));
}
