import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { INDISTINGUISHABLE } from '../../harness/indistinguishable.ts';
import { fewer, named, nonexistentAccount, ownerOf, managed } from '../steps/accounts.ts';
import { contactKindOf } from '../steps/contact-kinds.ts';
import { putAndRead } from '../steps/contacts.ts';
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
      for (const id of existing) {
        await prepare(context, operation, id);
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

/** Something is stored in the account that exists, so that an answer about it would differ. */
async function prepare(context: RuleContext, operation: Operation, id: string): Promise<void> {
  const kind = contactKindOf(operation);
  const owner = ownerOf(context, id);
  if (!kind || !owner) return;
  const [values] = fc.sample(kind.values(context, 1), { seed: context.seed, numRuns: 1 });
  await precondition(() => putAndRead(owner.caller, values?.[0] ?? {}, owner.account));
}

export function outsideOrganizationRules(contract: Contract): Rule[] {
  return [...ROWS, indistinguishableRow].flatMap((row) => rowRules(contract, row));
}
