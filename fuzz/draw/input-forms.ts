import * as fc from 'fast-check';
import { acceptances } from '../../generators/near-miss/acceptance.ts';
import { inputBreaks, type InputBreak } from '../../generators/near-miss/input-breaks.ts';
import { validInput, type InputOptions } from '../../generators/values/input.ts';
import type { Contract, StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { obligationsOf, type Obligation } from '../../spec/obligations.ts';
import { seededRandom } from '../../generators/seeded-random.ts';
import type { ValueOptions } from '../../generators/values/values.ts';
import { everyCharacterAndLength, hazardousTexts, otherScripts } from '../../generators/text/stored-texts.ts';

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

/** What inputs of each operation are drawn from: made when first asked for, and the same for all explorers of a run. */
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

/**
 * Contacts whose texts other formats give a meaning, hold each character, or are in another script; none for
 * operations that put no contact, or where only plausible values may be sent.
 */
function specialTexts(
  contract: Contract,
  operation: string,
  { values }: ValueOptions,
): readonly { readonly input: JsonObject; readonly label: string }[] {
  const known = contract.operations[operation];
  if (!known || values !== 'any' || !known.changes?.endsWith('contact') || known.name.startsWith('Delete')) {
    return [];
  }
  const base = validInput(contract, operation, { values }).generate(seededRandom(1), undefined).value;
  return placesOf(known.input, base).flatMap(({ shape, contact, whole }) =>
    [hazardousTexts, everyCharacterAndLength, otherScripts].flatMap((texts) =>
      texts(shape, contact).map(({ label, arbitrary }) => ({
        label,
        input: whole(arbitrary.generate(seededRandom(1), undefined).value),
      })),
    ),
  );
}

/** The contact in an input: the input itself, or the structure that is one of its members. */
function placesOf(input: StructureShape, base: JsonObject) {
  const nested = Object.entries(input.members).flatMap(([name, { shape }]) =>
    shape.kind === 'structure' ? [{ name, shape }] : [],
  );
  if (nested.length === 0) return [{ shape: input, contact: base, whole: (contact: JsonObject) => contact }];
  return nested.map(({ name, shape }) => ({
    shape,
    contact: base[name] as JsonObject,
    whole: (contact: JsonObject): JsonObject => ({ ...base, [name]: contact }),
  }));
}
