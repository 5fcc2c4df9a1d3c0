import type { Contract, Operation } from '../../spec/contract.ts';
import { mayChange } from '../../spec/load-iam.ts';
import { emailBar, tierAllows } from '../../harness/runner/tier.ts';
import type { Target, Tier } from '../../targets/target.ts';

/** What a run is allowed to change, and where. */
export interface Allowance {
  readonly contract: Contract;
  readonly target: Target;
  readonly tier: Tier;
}

/** Whether calls of an operation are made up: what the target claims to implement, as far as the tier goes. */
export function mayBeSent(operation: Operation, { contract, target, tier }: Allowance): boolean {
  const { name, changes } = operation;
  if (target.operations !== 'all' && !target.operations.includes(name)) return false;
  if (changes !== 'primary-email') return mayChange(tier, changes);
  // No tier is enough for it.
  return tierAllows(tier, 'write') && emailBar({ operations: [name] }, contract, target) === null;
}

/**
 * Whether a call that an earlier run kept may be sent again: that run may have been of another edition, or of a target
 * whose addresses may be changed.
 */
export function mayBeRepeated(name: string, allowance: Allowance): boolean {
  const operation = allowance.contract.operations[name];
  if (!operation) return false;
  return operation.changes !== 'primary-email' || mayBeSent(operation, allowance);
}
