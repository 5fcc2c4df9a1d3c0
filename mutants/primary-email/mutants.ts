import type { Mutant } from '../mutant.ts';
import { acceptAndWrongPasswordMutants } from './accept-and-wrong-password.mutants.ts';
import { neighboursAndSideBySideMutants } from './neighbours-and-side-by-side.mutants.ts';
import { otherAndEitherManagerMutants } from './other-and-either-manager.mutants.ts';
import { startMutants } from './start.mutants.ts';

/** The faults that prove the rules of the suite primary-email. */
export const primaryEmailMutants: readonly Mutant[] = [
  ...acceptAndWrongPasswordMutants,
  ...neighboursAndSideBySideMutants,
  ...otherAndEitherManagerMutants,
  ...startMutants,
];
