import type { Contract } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Rule } from '../../harness/rule.ts';
import { maySend } from '../steps/accounts.ts';
import { present } from '../steps/organizations.ts';
import { outsideAccounts } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';
import { type ContextRow, DENIED, NAMED, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
  {
    what: 'standalone-own-account',
    level: 'must',
    statement: (name) => `${name} by an account outside any organization is refused when it names itself.`,
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
      `${name} by an account outside any organization is denied with this very error when it names an account.`,
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
    statement: (name) =>
      `${name} by an account outside any organization is refused when it names another account.`,
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
];

const standalone = (context: RuleContext) => present(context.callers.standalone, 'a standalone identity');

/** Other accounts in no organization. */
function peersOf(context: RuleContext, { accountId }: Caller): string[] {
  const { standalone: alone } = context.target.world;
  return alone.filter((id) => id !== accountId && maySend(context, id));
}

export function standaloneRules(contract: Contract): Rule[] {
  return ROWS.flatMap((row) => rowRules(contract, row));
}
