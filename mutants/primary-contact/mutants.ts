import type { Mutant } from '../mutant.ts';
import { apartAndReplaceMutants } from './apart-and-replace.mutants.ts';
import { everyAndOptionalMutants } from './every-and-optional.mutants.ts';
import { phoneMutants } from './phone.mutants.ts';
import { readBackAndPutTwiceMutants } from './read-back-and-put-twice.mutants.ts';
import { stateAndWebsiteMutants } from './state-and-website.mutants.ts';
import { textAndOtherScriptsMutants } from './text-and-other-scripts.mutants.ts';

/** The faults that prove the rules of the suite primary-contact. */
export const primaryContactMutants: readonly Mutant[] = [
  ...apartAndReplaceMutants,
  ...everyAndOptionalMutants,
  ...phoneMutants,
  ...readBackAndPutTwiceMutants,
  ...stateAndWebsiteMutants,
  ...textAndOtherScriptsMutants,
];
