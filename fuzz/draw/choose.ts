import type * as fc from 'fast-check';

/** One element, each as likely. @throws {RangeError} where there is none. */
export function pick<T>(random: fc.Random, from: readonly T[]): T {
  if (from.length === 0) throw new RangeError('nothing to choose from');
  return from[random.nextInt(0, from.length - 1)] as T;
}

/** Whether something happens that is this likely, from 0 to 1. */
export function chance(random: fc.Random, likelihood: number): boolean {
  return random.nextInt(0, 9999) < likelihood * 10_000;
}

/** The index of one weight, as likely as it is heavy, where their sum is known. */
export function weighted(random: fc.Random, weights: readonly number[], sum: number): number {
  let rest = random.nextDouble() * sum;
  const at = weights.findIndex((weight) => (rest -= weight) < 0);
  return at === -1 ? weights.length - 1 : at;
}

/** Deals all of its cards in random order before it deals one again. */
export class ShuffleBag<T> {
  readonly #cards: T[];
  #left = 0;

  constructor(cards: readonly T[]) {
    this.#cards = [...cards];
  }

  /** `null`: there are none. */
  next(random: fc.Random): T | null {
    if (this.#left === 0) this.#left = this.#cards.length;
    if (this.#left === 0) return null;
    const at = random.nextInt(0, this.#left - 1);
    const card = this.#cards[at] as T;
    this.#left -= 1;
    this.#cards[at] = this.#cards[this.#left] as T;
    this.#cards[this.#left] = card;
    return card;
  }
}
