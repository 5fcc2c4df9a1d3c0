import type { Mutant } from '../mutant.ts';
import { createAndReplaceMutants } from './create-and-replace.mutants.ts';
import { deleteMutants } from './delete.mutants.ts';
import { everyCharacterAndOtherScriptsAndTextMutants } from './every-character-and-other-scripts-and-text.mutants.ts';
import { twiceAndSequenceMutants } from './twice-and-sequence.mutants.ts';
import { typesAndApartMutants } from './types-and-apart.mutants.ts';

/** The faults that prove the rules of the suite contacts. */
export const contactsMutants: readonly Mutant[] = [
  ...createAndReplaceMutants,
  ...deleteMutants,
  ...everyCharacterAndOtherScriptsAndTextMutants,
  ...twiceAndSequenceMutants,
  ...typesAndApartMutants,
];
