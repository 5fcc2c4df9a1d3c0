import type { ValueOptions } from '../../generators/values.ts';
import type { Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { Caller } from '../caller.ts';
import type { RuleContext } from '../context.ts';
import { managedMember } from '../managed-member.ts';
import { isFixed, readRegions } from '../scenes/region-catalogue.ts';
import type { Stage } from '../scenes/stage.ts';

/** What the generators of inputs are told. */
interface InputOptions extends ValueOptions {
  readonly accountId?: string;
  readonly regions?: readonly string[];
}

export interface StagedInput {
  readonly stage: Stage;
  readonly options: InputOptions;
}

/** Whether requests name a member, where there is one to name. */
export function actsOnMember({ path, constraint }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint !== 'optional' && constraint !== 'null';
}

/** The lead on its own account; for an AccountId, a management account on a member, where there is one. */
export async function stageFor(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<StagedInput> {
  const base = { values: context.target.values };
  if (actsOnMember(obligation)) {
    const managed = managedMember(context.target);
    if (managed) {
      const { management, memberId } = managed;
      const caller = new Caller(context.session, management);
      const stage = { context, caller, account: { AccountId: memberId } };
      return { stage, options: { ...base, accountId: memberId, ...(await regionsOf(stage, operation)) } };
    }
  }
  const stage = { context, caller: context.caller, account: {} };
  return { stage, options: { ...base, ...(await regionsOf(stage, operation)) } };
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
