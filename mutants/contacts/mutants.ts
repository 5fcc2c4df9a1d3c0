import type { Mutant } from '../mutant.ts';
import { apartMutants } from './apart.mutants.ts';
import { createMutants } from './create.mutants.ts';
import { deleteMutants } from './delete.mutants.ts';
import { everyCharacterMutants } from './every-character.mutants.ts';
import { otherScriptsMutants } from './other-scripts.mutants.ts';
import { replaceMutants } from './replace.mutants.ts';
import { sequenceMutants } from './sequence.mutants.ts';
import { textMutants } from './text.mutants.ts';
import { twiceMutants } from './twice.mutants.ts';
import { typesMutants } from './types.mutants.ts';

/** The faults that prove the rules of the suite contacts. */
export const contactsMutants: readonly Mutant[] = [
  ...apartMutants,
  ...createMutants,
  ...deleteMutants,
  ...everyCharacterMutants,
  ...otherScriptsMutants,
  ...replaceMutants,
  ...sequenceMutants,
  ...textMutants,
  ...twiceMutants,
  ...typesMutants,
];
