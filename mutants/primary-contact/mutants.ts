import type { Mutant } from '../mutant.ts';
import { apartMutants } from './apart.mutants.ts';
import { everyMutants } from './every.mutants.ts';
import { optionalMutants } from './optional.mutants.ts';
import { readBackAndPutTwiceMutants } from './read-back-and-put-twice.mutants.ts';
import { replaceMutants } from './replace.mutants.ts';
import { stateAndWebsiteMutants } from './state-and-website.mutants.ts';
import { textAndOtherScriptsMutants } from './text-and-other-scripts.mutants.ts';

/** The faults that prove the rules of the suite primary-contact. */
export const primaryContactMutants: readonly Mutant[] = [
  ...apartMutants,
  ...everyMutants,
  ...optionalMutants,
  ...readBackAndPutTwiceMutants,
  ...replaceMutants,
  ...stateAndWebsiteMutants,
  ...textAndOtherScriptsMutants,
];
