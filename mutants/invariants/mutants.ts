import type { Mutant } from '../mutant.ts';
import { answeredMutants } from './answered.mutants.ts';
import { documentedErrorsMutants } from './documented-errors.mutants.ts';
import { errorFormMutants } from './error-form.mutants.ts';
import { plainBodyMutants } from './plain-body.mutants.ts';
import { successFormMutants } from './success-form.mutants.ts';

/** The faults that prove the invariants. */
export const invariantsMutants: readonly Mutant[] = [
  ...answeredMutants,
  ...documentedErrorsMutants,
  ...errorFormMutants,
  ...plainBodyMutants,
  ...successFormMutants,
];
