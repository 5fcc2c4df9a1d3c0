import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { refusal, type Caller } from '../../harness/caller.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { own, delegated, managed, present, maySend } from '../steps/accounts.ts';
import { regionsOf } from '../../harness/usual-subject.ts';
import { Blocked } from '../../harness/errors.ts';
import { actsOn } from './acts-on.ts';
import { MODES, rowRules, DENIED, NAMED, type ContextRow } from './row.ts';
import type { RuleContext } from '../../harness/context.ts';
import { outsideAccounts } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';

const OWN_ROWS: readonly ContextRow[] = [
  {
    what: 'own-account-of-standalone',
    level: 'must',
    statement: (name) =>
      `${name} without AccountId acts on the caller's account when that account is not in an organization.`,
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
    statement: (name) => `${name} by a management account without AccountId acts on its own account.`,
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
    statement: (name) => `${name} by a delegated administrator without AccountId acts on its own account.`,
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
    statement: (name) => `${name} by a member account without AccountId acts on its own account.`,
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
      `${name} by a member account without AccountId acts on its own account even when trusted access is off.`,
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

/** What is read of one's own account needs no organization's consent. */
function ownReads(operation: Operation): Rule {
  return rule({
    id: `context/own-reads-without-trusted-access/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation.name} without AccountId is answered for every account of an organization that lacks trusted access or all features.`,
    source: guide('Understanding API modes of operation'),
    operations: [operation.name, ...('RegionName' in operation.input.members ? ['ListRegions'] : [])],
    judges: [operation.name],
    needs: ['member'],
    accounts: 'default caller and organizations',
    async check(context) {
      const { contract, target, callers } = context;
      const organizations = callers.organizations.filter((one) => !one.trustedAccess || !one.allFeatures);
      const everyone = organizations.flatMap(({ management, delegate, members }) =>
        [management, delegate, ...members].flatMap((one) => one ?? []),
      );
      if (everyone.length === 0)
        throw new Blocked('needs identities of an organization without trusted access or all features');
      const absent = operation.errors.filter((name) => name === 'ResourceNotFoundException');
      const found = { kind: 'success' } as const;
      const answered: AnswerExpectation =
        absent.length === 0 ? found : { kind: 'any-of', of: [found, refusal(contract, absent)] };
      for (const caller of everyone) {
        const regions = await regionsOf({ context, caller: context.caller, account: {} }, operation);
        const inputs = validInput(contract, operation.name, { values: target.values, ...regions });
        const [input = {}] = fc.sample(inputs, { seed: context.seed, numRuns: 1 });
        const { AccountId: _account, NextToken: _token, ...unnamed } = input;
        await caller.expect(operation.name, unnamed).toAnswer(answered);
      }
    },
  });
}

const ownReadRules = Object.values(loadContract().operations)
  .filter(({ changes, input }) => changes === null && 'AccountId' in input.members)
  .map(ownReads);

export function ownRules(contract: Contract): Rule[] {
  return [...OWN_ROWS.flatMap((row) => rowRules(contract, row)), ...ownReadRules];
}

const STANDALONE_ROWS: readonly ContextRow[] = [
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
  return STANDALONE_ROWS.flatMap((row) => rowRules(contract, row));
}
