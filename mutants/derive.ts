import type { Contract } from '../spec/contract.ts';
import { accountIdFormFaults } from './derived/account-id-forms.ts';
import { answerFaults } from './derived/answers.ts';
import { contextFaults } from './derived/contexts.ts';
import { type Derivation, type Unmade, isMade } from './derived/derivation.ts';
import { enumFaults } from './derived/enums.ts';
import { type InputPlace, inputPlaces } from './derived/input-places.ts';
import { integerFaults } from './derived/integers.ts';
import { lengthFaults } from './derived/lengths.ts';
import { outputPlaces, outputFaults } from './derived/outputs.ts';
import { patternFaults } from './derived/patterns.ts';
import { presenceFaults } from './derived/presence.ts';
import { refusalNameFaults } from './derived/refusal-names.ts';
import { textFaults } from './derived/texts.ts';
import { typeFaults } from './derived/types.ts';
import type { Mutant } from './mutant.ts';

export interface Derived {
  readonly mutants: readonly Mutant[];
  /** What the contract offers and nobody outside could see. */
  readonly unmade: readonly Unmade[];
}

/** Every fault that is one change of the contract at one place, named for the rule that must notice it. */
export function deriveMutants(contract: Contract): Derived {
  const derivations = [
    ...inputPlaces(contract).flatMap(inputFaults),
    ...outputPlaces(contract).flatMap(outputFaults),
    ...answerFaults(contract),
    ...contextFaults(contract),
    ...accountIdFormFaults(contract),
  ];
  return {
    mutants: derivations.filter(isMade),
    unmade: derivations.filter((one): one is Unmade => !isMade(one)),
  };
}

function inputFaults(place: InputPlace): Derivation[] {
  return [
    ...presenceFaults(place),
    ...typeFaults(place),
    ...integerFaults(place),
    ...lengthFaults(place),
    ...enumFaults(place),
    ...patternFaults(place),
    ...textFaults(place),
    ...refusalNameFaults(place),
  ];
}
