import type { Mutant } from '../../mutant.ts';

/** Faults of contacts, values, the wire and error forms. */
export const writtenA: readonly Mutant[] = [];
