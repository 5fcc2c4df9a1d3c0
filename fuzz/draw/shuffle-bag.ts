import type * as fc from 'fast-check';

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
