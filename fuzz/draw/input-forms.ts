import * as fc from 'fast-check';
import { acceptances } from '../../generators/near-miss/acceptance.ts';
import { inputBreaks, type InputBreak } from '../../generators/near-miss/input-breaks.ts';
import { validInput, type InputOptions } from '../../generators/values/input.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { obligationsOf, type Obligation } from '../../spec/obligations.ts';
import { specialTexts } from './special-texts.ts';

/** One way to break one constraint. */
export interface WayToBreak {
  readonly obligation: Obligation;
  readonly change: InputBreak['arbitrary'];
  readonly controls: fc.Arbitrary<JsonObject>;
}

/** One way to exercise an accepting obligation, or a text that others read as something else. */
export interface UnusualForm {
  readonly label: string;
  readonly inputs: fc.Arbitrary<JsonObject>;
}

/** What inputs of each operation are drawn from: made when first asked for, and the same for all lanes of a run. */
export class InputForms {
  readonly #contract: Contract;
  readonly #options: InputOptions;
  readonly #obligations: readonly Obligation[];
  readonly #valid = new Map<string, fc.Arbitrary<JsonObject>>();
  readonly #unusual = new Map<string, readonly UnusualForm[]>();
  readonly #waysToBreak = new Map<string, readonly WayToBreak[]>();

  constructor(contract: Contract, options: InputOptions) {
    this.#contract = contract;
    this.#options = options;
    this.#obligations = obligationsOf(contract).filter(({ unobservable }) => unobservable === undefined);
  }

  valid(operation: string): fc.Arbitrary<JsonObject> {
    const known = this.#valid.get(operation) ?? validInput(this.#contract, operation, this.#options);
    this.#valid.set(operation, known);
    return known;
  }

  unusual(operation: string): readonly UnusualForm[] {
    const known = this.#unusual.get(operation) ?? this.#makeUnusual(operation);
    this.#unusual.set(operation, known);
    return known;
  }

  waysToBreak(operation: string): readonly WayToBreak[] {
    const known = this.#waysToBreak.get(operation) ?? this.#makeWaysToBreak(operation);
    this.#waysToBreak.set(operation, known);
    return known;
  }

  #makeUnusual(operation: string): UnusualForm[] {
    const accepted = this.#of(operation, 'accepts').flatMap((obligation) =>
      acceptances(this.#contract, obligation, this.#options).map(({ arbitrary }) => ({
        label: obligation.id,
        inputs: arbitrary,
      })),
    );
    const special = specialTexts(this.#contract, operation, this.#options);
    return [...accepted, ...special.map(({ input, label }) => ({ label, inputs: fc.constant(input) }))];
  }

  #makeWaysToBreak(operation: string): WayToBreak[] {
    return this.#of(operation, 'refuses').flatMap((obligation) =>
      inputBreaks(this.#contract, obligation, this.#options).map(({ arbitrary, needs }) => ({
        obligation,
        change: arbitrary,
        controls: validInput(this.#contract, operation, { ...this.#options, ...needs }),
      })),
    );
  }

  #of(operation: string, side: Obligation['side']): Obligation[] {
    return this.#obligations.filter((one) => one.operation === operation && one.side === side);
  }
}
