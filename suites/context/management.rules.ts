import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { named, own, ownerOf } from '../steps/accounts.ts';
import { delegated, managed, present } from '../steps/organizations.ts';
import { actsOn } from './acts-on.ts';
import { refusesAll } from './refuses-on.ts';
import { type ContextRow, DENIED, NAMED, NAMED_BY_MANAGER, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
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
  return ROWS.flatMap((row) => rowRules(contract, row));
}
