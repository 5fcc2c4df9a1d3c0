import type { Mutant } from '../mutant.ts';
import { changedMutants } from './changed.mutants.ts';
import { dateMutants } from './date.mutants.ts';
import { eachPartMutants } from './each-part.mutants.ts';
import { headerMutants } from './header.mutants.ts';
import { namedAccountMutants } from './named-account.mutants.ts';
import { operationMutants } from './operation.mutants.ts';
import { otherMutants } from './other.mutants.ts';
import { queryFormMutants } from './query-form.mutants.ts';
import { smallSkewMutants } from './small-skew.mutants.ts';
import { tokenMutants } from './token.mutants.ts';
import { unknownKeyMutants } from './unknown-key.mutants.ts';
import { unsignedMutants } from './unsigned.mutants.ts';
import { wrongSignatureMutants } from './wrong-signature.mutants.ts';

/** The faults that prove the rules of the suite signing. */
export const signingMutants: readonly Mutant[] = [
  ...changedMutants,
  ...dateMutants,
  ...eachPartMutants,
  ...headerMutants,
  ...namedAccountMutants,
  ...operationMutants,
  ...otherMutants,
  ...queryFormMutants,
  ...smallSkewMutants,
  ...tokenMutants,
  ...unknownKeyMutants,
  ...unsignedMutants,
  ...wrongSignatureMutants,
];
