import type * as fc from 'fast-check';
import type { Json, JsonObject } from '../../spec/json.ts';
import { chance, pick, ShuffleBag } from './choose.ts';
import { changeCharacter, changeText } from './change-character.ts';
import type { InputForms, UnusualForm, WayToBreak } from './input-forms.ts';

/** An input with what was done to it; empty: nothing. */
export interface DrawnInput {
  readonly input: JsonObject;
  readonly label: string;
}

const ACCOUNT = 'AccountId';
/** How many valid inputs are kept of each kind, and how often one of them is used again. */
const KEPT = 32;
const REUSED = 0.95;

/**
 * Draws inputs of every operation. Every way to break or to use a constraint comes once, in random order, before one
 * comes again.
 */
export class InputDrawer {
  readonly #forms: InputForms;
  readonly #kept = new Map<fc.Arbitrary<JsonObject>, JsonObject[]>();
  readonly #breaking = new Map<string, ShuffleBag<WayToBreak>>();
  readonly #unusual = new Map<string, ShuffleBag<UnusualForm>>();

  constructor(forms: InputForms) {
    this.#forms = forms;
  }

  valid(random: fc.Random, operation: string): JsonObject {
    return this.#control(random, this.#forms.valid(operation));
  }

  /** An input that exercises one accepting obligation; `null`: the operation has none that can be drawn. */
  unusual(random: fc.Random, operation: string): DrawnInput | null {
    const bag = this.#unusual.get(operation) ?? new ShuffleBag(this.#forms.unusual(operation));
    this.#unusual.set(operation, bag);
    const form = bag.next(random);
    return form && { input: this.#control(random, form.inputs), label: form.label };
  }

  /** An input in which so many constraints were broken; `account` stands where AccountId is one of them. */
  broken(random: fc.Random, operation: string, faults: number, account: string): DrawnInput | null {
    const bag = this.#breaking.get(operation) ?? new ShuffleBag(this.#forms.waysToBreak(operation));
    this.#breaking.set(operation, bag);
    const labels: string[] = [];
    let input: JsonObject | null = null;
    for (let made = 0; made < faults; made += 1) {
      const way = bag.next(random);
      if (!way) return null;
      const { obligation, controls, change } = way;
      input ??= this.#control(random, controls);
      if (obligation.path[0] === ACCOUNT && input[ACCOUNT] === undefined) {
        input = { ...input, [ACCOUNT]: account };
      }
      input = draw(random, change)(input);
      labels.push(obligation.id);
    }
    return input && { input: faults > 1 ? asSent(input) : input, label: labels.join(' ') };
  }

  /** A valid input but for one character somewhere, also in the AccountId that is given. */
  changed(random: fc.Random, operation: string, account: string): DrawnInput | null {
    const valid = this.valid(random, operation);
    if (account !== '' && chance(random, 0.35)) {
      return {
        input: { ...valid, [ACCOUNT]: changeText(random, account) },
        label: `${operation}/${ACCOUNT}/character`,
      };
    }
    const made = changeCharacter(random, valid);
    return made && { input: made.input, label: `${operation}/${made.path}/character` };
  }

  /** A valid input, now and then a new one: to draw a contact costs more than to send it. */
  #control(random: fc.Random, controls: fc.Arbitrary<JsonObject>): JsonObject {
    const kept = this.#kept.get(controls) ?? [];
    if (kept.length > 0 && chance(random, REUSED)) return pick(random, kept);
    const drawn = draw(random, controls);
    if (kept.length < KEPT) kept.push(drawn);
    else kept[random.nextInt(0, KEPT - 1)] = drawn;
    this.#kept.set(controls, kept);
    return drawn;
  }
}

/** What JSON makes of it: a number that is none, such as a sum of two changes, is sent as null. */
function asSent(input: JsonObject): JsonObject {
  return staysAsItIs(input) ? input : (JSON.parse(JSON.stringify(input)) as JsonObject);
}

function staysAsItIs(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).every(staysAsItIs);
}

/** A bias towards bounds in every other draw, as fast-check's own runner has it at first. */
function draw<T>(random: fc.Random, arbitrary: fc.Arbitrary<T>): T {
  return arbitrary.generate(random, chance(random, 0.5) ? 3 : undefined).value;
}
