import type { Mutant } from '../mutant.ts';
import { awkwardTextsAndLoneSurrogatesMutants } from './awkward-texts-and-lone-surrogates.mutants.ts';
import { contactAndAccountIdFormsMutants } from './contact-and-account-id-forms.mutants.ts';
import { invalidMutants } from './invalid.mutants.ts';
import { refusalsAndSameRequestMutants } from './refusals-and-same-request.mutants.ts';
import { severalAndEveryMutants } from './several-and-every.mutants.ts';
import { implementedAndValidRequestMutants } from './implemented-and-valid-request.mutants.ts';

/** The faults that prove the rules of the suite errors. */
export const errorsMutants: readonly Mutant[] = [
  ...awkwardTextsAndLoneSurrogatesMutants,
  ...contactAndAccountIdFormsMutants,
  ...invalidMutants,
  ...refusalsAndSameRequestMutants,
  ...severalAndEveryMutants,
  ...implementedAndValidRequestMutants,
];
