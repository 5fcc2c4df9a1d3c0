import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { INDISTINGUISHABLE } from '../../harness/source.ts';
import { fewer, named, nonexistentAccount, ownerOf, managed } from '../steps/accounts.ts';
import { contactKindOf } from '../steps/contact-kinds.ts';
import { put, reads } from '../steps/contacts.ts';
import { regionsOf } from '../../harness/usual-subject.ts';
import { Blocked } from '../../harness/errors.ts';
import { accountsOf, existingOutside, outsideAccounts } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';
import { type ContextRow, NAMED, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
  {
    what: 'outside-organization',
    level: 'must',
    statement: (name) =>
      `${name} by the management account is refused for an account outside its organization, and for one that does not exist.`,
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
];

/** The row of the refusals that must not tell which accounts exist. */
const indistinguishableRow: ContextRow = {
  ...INDISTINGUISHABLE,
  needs: ['management'],
  accounts: 'default caller and organizations',
  refused: true,
  check: indistinguishable,
};

async function indistinguishable(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target, session } = context;
  const { management, organization, memberId } = managed(context);
  const inside = [organization.managementId, organization.delegateId, ...organization.memberIds];
  const existing = existingOutside(context, inside);
  const nowhere = nonexistentAccount(context);
  if (existing.length === 0 || nowhere === null)
    throw new Blocked('needs a foreign account and one that does not exist: list both in safety.accounts');
  const control = named(management, memberId);
  const regions = await regionsOf({ context, ...control }, operation);
  const inputs = validInput(contract, operation.name, { values: target.values, ...regions });
  await context.forAny(
    inputs,
    async (input) => {
      await prepare(context, operation, existing);
      for (const id of existing) {
        const refused = () => management.expect(operation.name, { ...input, AccountId: id }).toBeRefused();
        await refused();
        const mark = session.calls.length - 1;
        await sameFor(management, operation.name, { ...input, AccountId: nowhere }, mark);
      }
    },
    { runs: fewer(context) },
  );
}

async function sameFor(
  caller: Caller,
  operation: string,
  input: { AccountId: string },
  mark: number,
): Promise<void> {
  await caller.expect(operation, input).toAnswer({ kind: 'same-answer', as: mark, whole: true });
}

/** Something is stored in each account that exists, so that an answer about it would differ. */
async function prepare(context: RuleContext, operation: Operation, ids: readonly string[]): Promise<void> {
  const kind = contactKindOf(operation);
  if (!kind) return;
  const owners = ids.flatMap((id) => ownerOf(context, id) ?? []);
  const [values] = fc.sample(kind.values(context, 1), { seed: context.seed, numRuns: 1 });
  const contact = values?.[0] ?? {};
  await precondition(async () => {
    for (const { caller, account } of owners) await put(caller, contact, account);
    for (const { caller, account } of owners) await reads(caller, contact, account);
  });
}

export function outsideOrganizationRules(contract: Contract): Rule[] {
  return [...ROWS, indistinguishableRow].flatMap((row) => rowRules(contract, row));
}
