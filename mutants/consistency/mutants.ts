import type { Mutant } from '../mutant.ts';
import { atOnceMutants } from './at-once.mutants.ts';
import { contactHistoryMutants } from './contact-history.mutants.ts';
import { ownMutants } from './own.mutants.ts';
import { regionMutants } from './region.mutants.ts';

/** The faults that prove the rules of the suite consistency. */
export const consistencyMutants: readonly Mutant[] = [
  ...atOnceMutants,
  ...contactHistoryMutants,
  ...ownMutants,
  ...regionMutants,
];
