import type { Mutant } from '../mutant.ts';
import { agreesWithStatusMutants } from './agrees-with-status.mutants.ts';
import { filterMutants } from './filter.mutants.ts';
import { pageMutants } from './page.mutants.ts';
import { shownRegionLeavesMutants } from './shown-region-leaves.mutants.ts';
import { tokenMutants } from './token.mutants.ts';
import { tokenAlteredMutants } from './token-altered.mutants.ts';
import { tokenOfAnotherAccountMutants } from './token-of-another-account.mutants.ts';
import { walksInTurnMutants } from './walks-in-turn.mutants.ts';

/** The faults that prove the rules of the suite listing. */
export const listingMutants: readonly Mutant[] = [
  ...agreesWithStatusMutants,
  ...filterMutants,
  ...pageMutants,
  ...shownRegionLeavesMutants,
  ...tokenMutants,
  ...tokenAlteredMutants,
  ...tokenOfAnotherAccountMutants,
  ...walksInTurnMutants,
];
