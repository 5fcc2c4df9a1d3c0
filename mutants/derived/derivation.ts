import type { Mutant } from '../mutant.ts';

/** A fault that the contract offers and that nobody outside could see, with the reason. */
export interface Unmade {
  readonly id: string;
  readonly reason: string;
}

export type Derivation = Mutant | Unmade;

export function isMade(derivation: Derivation): derivation is Mutant {
  return 'rule' in derivation;
}
