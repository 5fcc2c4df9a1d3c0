import type { Contract, Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { named, own, ownerOf } from '../steps/accounts.ts';
import type { Subject } from '../../harness/subject.ts';
import { delegated, present } from '../steps/organizations.ts';
import { actsOn } from './acts-on.ts';
import { accountsOf, outsideAccounts } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';
import { type ContextRow, MODES, NAMED, NAMED_BY_MANAGER, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
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
  return ROWS.flatMap((row) => rowRules(contract, row));
}
