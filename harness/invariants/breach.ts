import type { Answer } from '../answers/answer.ts';
import { answerForm } from '../answers/describe.ts';
import type { TracedCall } from '../trace.ts';

/** One answer that breaks an invariant, with the calls that led to it. */
export interface Breach {
  readonly problem: string;
  readonly answer: Answer;
  readonly calls: readonly TracedCall[];
  readonly rule: string;
}

/** All breaches of one operation with one normalized answer. */
export interface BreachKind {
  readonly operation: string | null;
  /** The normalized answer. */
  readonly form: string;
  broken: number;
  /** Of attempts that were sent again and then kept the invariant. */
  passing: number;
  /** The most telling. */
  shown: Breach;
}

/** More are only counted in sum: a service may answer otherwise each time. */
const MOST_KINDS = 200;

/** The breaches of one invariant, by operation and normalized answer. */
export class Breaches {
  readonly #kinds = new Map<string, BreachKind>();

  /** Those that are firm first, then the most telling. */
  get kinds(): readonly BreachKind[] {
    return [...this.#kinds.values()].toSorted(
      (one, other) =>
        Number(one.broken === 0) - Number(other.broken === 0) ||
        (isMoreTelling(one.shown, other.shown) ? -1 : 1),
    );
  }

  add(breach: Breach, passing: boolean): void {
    const { operation } = breach.answer.exchange.request;
    const form = answerForm(breach.answer);
    const key = `${operation ?? ''} ${form}`;
    const known = this.#kinds.get(key);
    const kind = known ?? { operation, form, broken: 0, passing: 0, shown: kept(breach) };
    if (!known && this.#kinds.size < MOST_KINDS) this.#kinds.set(key, kind);
    // What held when it was sent again tells less than what did not.
    const firmer = !passing && kind.broken === 0;
    const softer = passing && kind.broken > 0;
    if (firmer || (!softer && isMoreTelling(breach, kind.shown))) kind.shown = kept(breach);
    if (passing) kind.passing += 1;
    else kind.broken += 1;
  }
}

/** Its calls go on to grow. */
function kept(breach: Breach): Breach {
  return { ...breach, calls: [...breach.calls] };
}

/** An ordinary request before one with something wrong on purpose, then fewer calls, then a smaller request. */
function isMoreTelling(one: Breach, other: Breach): boolean {
  const [mine, theirs] = [weightOf(one), weightOf(other)];
  const at = mine.findIndex((weight, index) => weight !== theirs[index]);
  return at !== -1 && (mine[at] ?? 0) < (theirs[at] ?? 0);
}

function weightOf({ calls, answer: { exchange } }: Breach): number[] {
  const { provokes = [], body } = exchange.request;
  return [provokes.length, calls.length, body.length];
}
