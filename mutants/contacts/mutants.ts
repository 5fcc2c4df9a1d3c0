import type { Mutant } from '../mutant.ts';
import { createMutants } from './create.mutants.ts';
import { deleteMutants } from './delete.mutants.ts';
import { everyCharacterAndOtherScriptsMutants } from './every-character-and-other-scripts.mutants.ts';
import { replaceMutants } from './replace.mutants.ts';
import { sequenceMutants } from './sequence.mutants.ts';
import { textMutants } from './text.mutants.ts';
import { twiceMutants } from './twice.mutants.ts';
import { typesAndApartMutants } from './types-and-apart.mutants.ts';

/** The faults that prove the rules of the suite contacts. */
export const contactsMutants: readonly Mutant[] = [
  ...createMutants,
  ...deleteMutants,
  ...everyCharacterAndOtherScriptsMutants,
  ...replaceMutants,
  ...sequenceMutants,
  ...textMutants,
  ...twiceMutants,
  ...typesAndApartMutants,
];
