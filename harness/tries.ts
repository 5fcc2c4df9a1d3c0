import { Blocked, Refutation } from './errors.ts';
import type { Session } from './session.ts';

/** How many values are tried where the first ones are refused. */
export const MOST_TRIES = 5;

/** Names to draw values by that are tried one after another. */
export function tries(name: string): string[] {
  return Array.from({ length: MOST_TRIES }, (_, at) => (at === 0 ? name : `${name}, try ${at + 1}`));
}

/**
 * Takes the steps with one value after another until they hold. Those that did not hold are no part of what is judged
 * afterwards.
 * @throws {Refutation} of the first value, or {@link Blocked} by it, where they hold with none.
 */
export async function firstThatHolds<T, R>(
  session: Session,
  values: readonly T[],
  steps: (value: T) => Promise<R>,
): Promise<R> {
  const before = session.calls;
  let first: { readonly error: unknown; readonly calls: typeof before } | null = null;
  for (const value of values) {
    session.calls = [...before];
    try {
      return await steps(value);
    } catch (error) {
      const cause = error instanceof Blocked ? error.cause : error;
      if (!(cause instanceof Refutation)) throw error;
      first ??= { error, calls: session.calls };
    }
  }
  if (!first) throw new RangeError('nothing to try');
  session.calls = first.calls;
  throw first.error;
}

/** Values that could not be judged since what they rest on was not answered as the contract says: others may be. */
export class Blocks {
  readonly #session: Session;
  #first: { readonly error: Blocked; readonly calls: Session['calls'] } | null = null;
  #count = 0;
  #judged = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  judged(): void {
    this.#judged += 1;
  }

  get hasJudged(): boolean {
    return this.#judged > 0;
  }

  /** Whether another value may be tried. */
  goOnAfter(error: unknown): boolean {
    if (!(error instanceof Blocked && error.cause instanceof Refutation)) return false;
    this.#first ??= { error, calls: this.#session.calls };
    this.#count += 1;
    return this.#judged > 0 || this.#count < MOST_TRIES;
  }

  /** @throws {Blocked} for the first, where no value could be judged. */
  throwUnlessJudged(): void {
    if (this.#judged === 0) this.throwFirst();
  }

  /** @throws {Blocked} where one was not judged. */
  throwFirst(): void {
    if (!this.#first) return;
    this.#session.calls = this.#first.calls;
    throw this.#first.error;
  }
}
