import type { Contract } from '../../spec/contract.ts';

/** How many regions one page of the list may be asked for; 1 where the contract names no bound. */
export function largestPage({ operations }: Contract): number {
  const shape = operations['ListRegions']?.input.members['MaxResults']?.shape;
  return shape?.kind === 'integer' ? (shape.maximum ?? 1) : 1;
}
