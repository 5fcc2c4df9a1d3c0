import type { Mutant } from '../mutant.ts';
import { changedAndOtherMutants } from './changed-and-other.mutants.ts';
import { dateAndSmallSkewMutants } from './date-and-small-skew.mutants.ts';
import { headerAndFieldOrderMutants } from './header-and-field-order.mutants.ts';
import { namedAccountAndOperationAndEachPartMutants } from './named-account-and-operation-and-each-part.mutants.ts';
import { queryFormAndVersion2Mutants } from './query-form-and-version-2.mutants.ts';
import { unsignedAndUnknownKeyMutants } from './unsigned-and-unknown-key.mutants.ts';
import { wrongAndMissingMutants } from './wrong-and-missing.mutants.ts';

/** The faults that prove the rules of the suite signing. */
export const signingMutants: readonly Mutant[] = [
  ...changedAndOtherMutants,
  ...dateAndSmallSkewMutants,
  ...headerAndFieldOrderMutants,
  ...namedAccountAndOperationAndEachPartMutants,
  ...queryFormAndVersion2Mutants,
  ...unsignedAndUnknownKeyMutants,
  ...wrongAndMissingMutants,
];
