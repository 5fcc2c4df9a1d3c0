import type { InputOptions } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { alwaysNamesAccount } from '../../spec/operation-facts.ts';
import { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { managedMember } from '../../harness/managed-member.ts';
import type { Rule } from '../../harness/rule.ts';
import { isFixed, readRegions } from '../../harness/resources/region-catalogue.ts';
import { sceneOperations } from '../../harness/resources/effect-check-of.ts';
import type { Stage } from '../../harness/subject.ts';
import { Blocked } from '../../harness/errors.ts';

export interface StagedInput {
  readonly stage: Stage;
  /** What the generators of inputs are told. */
  readonly options: InputOptions;
}

/** Whether requests name a member, where there is one to name. */
export function actsOnMember({ path, constraint }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint !== 'optional' && constraint !== 'null';
}

/** What a rule that proves an operation in its scene sends, and as whom. */
export function inItsScene(operation: Operation): Pick<Rule, 'operations' | 'needs'> {
  const operations = [...new Set([operation.name, ...sceneOperations(operation)])];
  return alwaysNamesAccount(operation) ? { operations, needs: ['management'] } : { operations };
}

/** The lead on its own account; a management account on a member, where an account has to be named. */
export async function usualStage(context: RuleContext, operation: Operation): Promise<StagedInput> {
  if (alwaysNamesAccount(operation)) return memberStage(context, operation);
  return staged({ context, caller: context.caller, account: {} }, operation);
}

/** The usual stage; for an AccountId, a management account on a member, where there is one. */
export async function stageFor(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<StagedInput> {
  const named = actsOnMember(obligation) && managedMember(context.target) !== null;
  return named ? memberStage(context, operation) : usualStage(context, operation);
}

async function memberStage(context: RuleContext, operation: Operation): Promise<StagedInput> {
  const managed = managedMember(context.target);
  if (!managed) throw new Blocked('needs a management identity and a member account that may be named');
  const caller = new Caller(context.session, managed.management);
  return staged({ context, caller, account: { AccountId: managed.memberId } }, operation);
}

async function staged(stage: Stage, operation: Operation): Promise<StagedInput> {
  const { values, oneTimePassword } = stage.context.target;
  const { AccountId: accountId } = stage.account;
  const options = {
    values,
    ...(typeof accountId === 'string' ? { accountId } : {}),
    ...(oneTimePassword === undefined ? {} : { oneTimePassword }),
    ...(await regionsOf(stage, operation)),
  };
  return { stage, options };
}
/** The regions that the operation can be called with here. */
export async function regionsOf(
  { context, caller, account }: Stage,
  operation: Operation,
): Promise<{ regions?: string[] }> {
  if (!('RegionName' in operation.input.members)) return {};
  const statuses = await readRegions(caller, account);
  const changing = operation.changes === 'region';
  const { regions: allowed } = context.target.safety;
  const regions = Object.keys(statuses)
    .filter(
      (name) =>
        !changing || (!isFixed(statuses[name] ?? '') && (allowed.length === 0 || allowed.includes(name))),
    )
    .toSorted();
  return { regions };
}
