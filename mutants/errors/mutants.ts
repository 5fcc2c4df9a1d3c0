import type { Mutant } from '../mutant.ts';
import { awkwardTextsMutants } from './awkward-texts.mutants.ts';
import { contactMutants } from './contact.mutants.ts';
import { everyMutants } from './every.mutants.ts';
import { invalidMutants } from './invalid.mutants.ts';
import { loneSurrogatesMutants } from './lone-surrogates.mutants.ts';
import { refusalsMutants } from './refusals.mutants.ts';
import { severalMutants } from './several.mutants.ts';

/** The faults that prove the rules of the suite errors. */
export const errorsMutants: readonly Mutant[] = [
  ...awkwardTextsMutants,
  ...contactMutants,
  ...everyMutants,
  ...invalidMutants,
  ...loneSurrogatesMutants,
  ...refusalsMutants,
  ...severalMutants,
];
