import type { Contract } from '../spec/contract.ts';
import { accountIdFormFaults } from './derived/lenient-input.ts';
import { answerFaults, refusalNameFaults } from './derived/answers.ts';
import { contextFaults } from './derived/contexts.ts';
import { type Derivation, type Unmade, isMade } from './derived/derivation.ts';
import { enumFaults, integerFaults, typeFaults } from './derived/types.ts';
import { type InputPlace, inputPlaces } from './derived/input-places.ts';
import { lengthFaults } from './derived/lengths.ts';
import { outputPlaces, outputFaults } from './derived/outputs.ts';
import { patternFaults } from './derived/patterns.ts';
import { presenceFaults } from './derived/presence.ts';
import { textFaults } from './derived/texts.ts';
import type { Mutant } from './mutant.ts';

export interface Derived {
  readonly mutants: readonly Mutant[];
  /** What the contract offers and nobody outside could see. */
  readonly unmade: readonly Unmade[];
}

/** A function that derives faults, with one of them. */
interface Attributed {
  readonly by: (from: never) => Derivation[];
  readonly derivation: Derivation;
}

/** Every fault that is one change of the contract at one place, named for the rule that must notice it. */
export function deriveMutants(contract: Contract): Derived {
  const derivations = attributed(contract).map(({ derivation }) => derivation);
  return {
    mutants: derivations.filter(isMade),
    unmade: derivations.filter((one): one is Unmade => !isMade(one)),
  };
}

/** The function that derives each mutant, by the mutant's id: where to read how it is made. */
export function derivingFunctions(contract: Contract): ReadonlyMap<string, Attributed['by']> {
  return new Map(attributed(contract).map(({ by, derivation }) => [derivation.id, by]));
}

const OF_INPUTS: readonly ((place: InputPlace) => Derivation[])[] = [
  presenceFaults,
  typeFaults,
  integerFaults,
  lengthFaults,
  enumFaults,
  patternFaults,
  textFaults,
  refusalNameFaults,
];
const OF_CONTRACT: readonly ((contract: Contract) => Derivation[])[] = [
  answerFaults,
  contextFaults,
  accountIdFormFaults,
];

function attributed(contract: Contract): Attributed[] {
  return [
    ...inputPlaces(contract).flatMap((place) => OF_INPUTS.flatMap((derive) => derivedBy(derive, place))),
    ...outputPlaces(contract).flatMap((place) => derivedBy(outputFaults, place)),
    ...OF_CONTRACT.flatMap((derive) => derivedBy(derive, contract)),
  ];
}

function derivedBy<From>(by: (from: From) => Derivation[], from: From): Attributed[] {
  return by(from).map((derivation) => ({ by, derivation }));
}
