import type { ReferenceOptions } from '../reference/core/service.ts';
import type { ServiceParts } from '../reference/core/service-parts.ts';
import type { Edition, Contract, Operation } from '../spec/contract.ts';

/** Replaces parts of a service. Called once per service, so that a fault may count its calls. */
export type Compose = (parts: ServiceParts) => ServiceParts;

/** A deliberately faulty reference service, and the rule that must catch it. */
export interface Mutant {
  /** Stable, kebab-case; derived ones are named for the place in the contract that was changed. */
  readonly id: string;
  /** The fault, in one sentence. */
  readonly fault: string;
  readonly kind: 'derived' | 'written';
  /** The edition in which it is judged; absent: the default one. */
  readonly edition?: Edition;
  /** The rule or invariant that must fail, by id. */
  readonly rule: string;
  /** More rules that must fail, by id; `*` stands for any text. A broad fault proves many rules at once. */
  readonly also?: readonly string[];
  /** Text that the finding's expected or actual answer must hold: killed for this reason and no other. */
  readonly because?: string;
  /**
   * Requests for another resource or account, or how far a region's change has got, decide how a request is answered: which
   * rules meet the fault depends on what runs before and beside them.
   */
  readonly ordered?: true;
  /** What the service is made from: a changed contract, verified signatures, enforced quotas … */
  readonly options?: Partial<ReferenceOptions>;
  readonly compose?: Compose;
}

/** The operations that an edition has beyond the first one, by name. */
export function addedOperations({ operations }: Contract): string[] {
  return Object.values(operations)
    .filter(isAdded)
    .map(({ name }) => name);
}

export function isAdded({ editions }: Operation): boolean {
  return !editions.includes('guide-2024');
}
