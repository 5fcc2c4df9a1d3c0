import type { Contract } from '../spec/contract.ts';
import type { Target } from '../targets/target.ts';

/** Whether an answer of this operation may show what was stored before the last write: reads of contacts, where the profile has a window. */
export function mayLag(operation: string, contract: Contract, { timing }: Pick<Target, 'timing'>): boolean {
  const reads = contract.operations[operation]?.reads ?? null;
  return timing.consistencyWindow > 0 && reads !== null && reads !== 'region';
}
