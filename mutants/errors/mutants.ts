import type { Mutant } from '../mutant.ts';
import { awkwardTextsAndLoneSurrogatesMutants } from './awkward-texts-and-lone-surrogates.mutants.ts';
import { contactMutants } from './contact.mutants.ts';
import { everyMutants } from './every.mutants.ts';
import { invalidMutants } from './invalid.mutants.ts';
import { refusalsAndSameRequestMutants } from './refusals-and-same-request.mutants.ts';
import { severalMutants } from './several.mutants.ts';

/** The faults that prove the rules of the suite errors. */
export const errorsMutants: readonly Mutant[] = [
  ...awkwardTextsAndLoneSurrogatesMutants,
  ...contactMutants,
  ...everyMutants,
  ...invalidMutants,
  ...refusalsAndSameRequestMutants,
  ...severalMutants,
];
