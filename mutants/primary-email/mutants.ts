import type { Mutant } from '../mutant.ts';
import { acceptMutants } from './accept.mutants.ts';
import { eitherManagerMutants } from './either-manager.mutants.ts';
import { neighboursMutants } from './neighbours.mutants.ts';
import { otherMutants } from './other.mutants.ts';
import { sideBySideMutants } from './side-by-side.mutants.ts';
import { startMutants } from './start.mutants.ts';
import { wrongPasswordMutants } from './wrong-password.mutants.ts';

/** The faults that prove the rules of the suite primary-email. */
export const primaryEmailMutants: readonly Mutant[] = [
  ...acceptMutants,
  ...eitherManagerMutants,
  ...neighboursMutants,
  ...otherMutants,
  ...sideBySideMutants,
  ...startMutants,
  ...wrongPasswordMutants,
];
