import type { Mutant } from '../mutant.ts';
import { agreesWithStatusAndShownRegionMutants } from './agrees-with-status-and-shown-region.mutants.ts';
import { filterMutants } from './filter.mutants.ts';
import { pageAndWalksMutants } from './page-and-walks.mutants.ts';
import { tokenMutants } from './token.mutants.ts';
import { tokenAlteredAndOfAnotherAccountMutants } from './token-altered-and-of-another-account.mutants.ts';

/** The faults that prove the rules of the suite listing. */
export const listingMutants: readonly Mutant[] = [
  ...agreesWithStatusAndShownRegionMutants,
  ...filterMutants,
  ...pageAndWalksMutants,
  ...tokenMutants,
  ...tokenAlteredAndOfAnotherAccountMutants,
];
