import type { Mutant } from '../mutant.ts';
import { historyAndRegionMutants } from './history-and-region.mutants.ts';
import { ownAndAtOnceMutants } from './own-and-at-once.mutants.ts';

/** The faults that prove the rules of the suite consistency. */
export const consistencyMutants: readonly Mutant[] = [...historyAndRegionMutants, ...ownAndAtOnceMutants];
