import type { Contract, Operation } from '../spec/contract.ts';

/** The operations that an edition has beyond the first one, by name. */
export function addedOperations({ operations }: Contract): string[] {
  return Object.values(operations)
    .filter(isAdded)
    .map(({ name }) => name);
}

export function isAdded({ editions }: Operation): boolean {
  return !editions.includes('guide-2024');
}
