import type { Mutant } from '../mutant.ts';
import { neighboursAndSideBySideMutants } from './neighbours-and-side-by-side.mutants.ts';
import { otherAndEitherManagerMutants } from './other-and-either-manager.mutants.ts';
import { startAndAcceptAndWrongPasswordMutants } from './start-and-accept-and-wrong-password.mutants.ts';

/** The faults that prove the rules of the suite primary-email. */
export const primaryEmailMutants: readonly Mutant[] = [
  ...neighboursAndSideBySideMutants,
  ...otherAndEitherManagerMutants,
  ...startAndAcceptAndWrongPasswordMutants,
];
