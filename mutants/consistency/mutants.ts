import type { Mutant } from '../mutant.ts';
import { contactHistoryMutants } from './contact-history.mutants.ts';
import { ownAndAtOnceMutants } from './own-and-at-once.mutants.ts';
import { regionMutants } from './region.mutants.ts';

/** The faults that prove the rules of the suite consistency. */
export const consistencyMutants: readonly Mutant[] = [
  ...contactHistoryMutants,
  ...ownAndAtOnceMutants,
  ...regionMutants,
];
