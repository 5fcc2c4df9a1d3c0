import type * as fc from 'fast-check';
import { acceptances } from '../generators/acceptance.ts';
import { inputBreaks } from '../generators/input-breaks.ts';
import type { InputBreak } from '../generators/input-breaks.ts';
import { validInput } from '../generators/input.ts';
import type { InputOptions } from '../generators/input.ts';
import type { Contract } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import { obligationsOf } from '../spec/obligations.ts';
import type { Obligation } from '../spec/obligations.ts';
import { chance, pick } from './choose.ts';

/** An input with what was done to it; empty: nothing. */
export interface DrawnInput {
  readonly input: JsonObject;
  readonly label: string;
}

interface OperationParts {
  readonly valid: fc.Arbitrary<JsonObject>;
  readonly accepting: readonly Obligation[];
  readonly refusing: readonly Obligation[];
}

const ACCOUNT = 'AccountId';
/** How many valid inputs are kept of each kind, and how often one of them is used again. */
const KEPT = 8;
const REUSED = 0.7;

/** Draws inputs of every operation. What is needed to draw is made when it is first asked for, and kept. */
export class InputDrawer {
  readonly #contract: Contract;
  readonly #options: InputOptions;
  readonly #parts = new Map<string, OperationParts>();
  readonly #breaks = new Map<string, readonly { break: InputBreak; controls: fc.Arbitrary<JsonObject> }[]>();

  readonly #kept = new Map<string, JsonObject[]>();

  constructor(contract: Contract, options: InputOptions) {
    this.#contract = contract;
    this.#options = options;
  }

  valid(random: fc.Random, operation: string): JsonObject {
    return this.#control(random, operation, this.#of(operation).valid);
  }

  /** An input that exercises one accepting obligation; `null`: the operation has none that can be drawn. */
  unusual(random: fc.Random, operation: string): DrawnInput | null {
    const obligation = pick(random, this.#of(operation).accepting);
    const variants = acceptances(this.#contract, obligation, this.#options);
    if (variants.length === 0) return null;
    return { input: draw(random, pick(random, variants).arbitrary), label: obligation.id };
  }

  /** An input in which so many constraints were broken; `account` stands where AccountId is one of them. */
  broken(random: fc.Random, operation: string, faults: number, account: string): DrawnInput | null {
    const labels: string[] = [];
    let input: JsonObject | null = null;
    for (let made = 0; made < faults; made += 1) {
      const obligation = pick(random, this.#of(operation).refusing);
      const ways = this.#waysToBreak(obligation);
      if (ways.length === 0) continue;
      const way = pick(random, ways);
      input ??= this.#control(random, `${obligation.id} ${way.break.label}`, way.controls);
      if (obligation.path[0] === ACCOUNT && input[ACCOUNT] === undefined)
        input = { ...input, [ACCOUNT]: account };
      input = draw(random, way.break.arbitrary)(input);
      labels.push(obligation.id);
    }
    return input && { input: asSent(input), label: labels.join(' ') };
  }

  /** A valid input, now and then a new one: to draw a contact costs more than to send it. */
  #control(random: fc.Random, key: string, controls: fc.Arbitrary<JsonObject>): JsonObject {
    const kept = this.#kept.get(key) ?? [];
    if (kept.length > 0 && chance(random, REUSED)) return pick(random, kept);
    const drawn = draw(random, controls);
    if (kept.length < KEPT) kept.push(drawn);
    else kept[random.nextInt(0, KEPT - 1)] = drawn;
    this.#kept.set(key, kept);
    return drawn;
  }

  #of(operation: string): OperationParts {
    const known = this.#parts.get(operation);
    if (known) return known;
    const obligations = obligationsOf(this.#contract).filter((one) => one.operation === operation);
    const made: OperationParts = {
      valid: validInput(this.#contract, operation, this.#options),
      accepting: obligations.filter(
        ({ side, unobservable }) => side === 'accepts' && unobservable === undefined,
      ),
      refusing: obligations.filter(
        ({ side, unobservable }) => side === 'refuses' && unobservable === undefined,
      ),
    };
    this.#parts.set(operation, made);
    return made;
  }

  #waysToBreak(obligation: Obligation) {
    const known = this.#breaks.get(obligation.id);
    if (known) return known;
    const made = inputBreaks(this.#contract, obligation, this.#options).map((one) => ({
      break: one,
      controls: validInput(this.#contract, obligation.operation, { ...this.#options, ...one.needs }),
    }));
    this.#breaks.set(obligation.id, made);
    return made;
  }
}

/** What JSON makes of it: a number that is none, such as a sum of two changes, is sent as null. */
function asSent(input: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(input)) as JsonObject;
}

/** A bias towards bounds in every other draw, as fast-check's own runner has it at first. */
function draw<T>(random: fc.Random, arbitrary: fc.Arbitrary<T>): T {
  return arbitrary.generate(random, chance(random, 0.5) ? 3 : undefined).value;
}
