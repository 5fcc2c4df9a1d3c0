import type { Mutant } from '../mutant.ts';
import { apartMutants } from './apart.mutants.ts';
import { everyMutants } from './every.mutants.ts';
import { optionalMutants } from './optional.mutants.ts';
import { readBackMutants } from './read-back.mutants.ts';
import { replaceMutants } from './replace.mutants.ts';
import { stateMutants } from './state.mutants.ts';
import { textMutants } from './text.mutants.ts';
import { websiteMutants } from './website.mutants.ts';

/** The faults that prove the rules of the suite primary-contact. */
export const primaryContactMutants: readonly Mutant[] = [
  ...apartMutants,
  ...everyMutants,
  ...optionalMutants,
  ...readBackMutants,
  ...replaceMutants,
  ...stateMutants,
  ...textMutants,
  ...websiteMutants,
];
