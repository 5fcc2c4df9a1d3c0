import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { regionsOf } from '../validation/stage-for.ts';
import { contactKindOf, store } from './account-contacts.ts';
import { named, nonexistentAccount, ownerOf } from './account-views.ts';
import { fewer } from './acts-on-account.ts';
import { managed, type ContextRow } from './context-row.ts';
import { existingOutside } from './outside-accounts.ts';

/** The row of the refusals that must not tell which accounts exist. */
export const alikeRow: ContextRow = {
  what: 'outside-organization-alike',
  level: 'should',
  statement: (name) =>
    `${name} is refused in the same words for an account of another organization and for one that does not exist.`,
  source: guide('DeleteAlternateContact › Request Body › AccountId'),
  needs: ['management'],
  accounts: 'default caller and organizations',
  refused: true,
  check: alike,
};

async function alike(context: RuleContext, operation: Operation): Promise<void> {
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
  await precondition(() => store(kind, owner, values?.[0] ?? {}));
}
