import type { Dialect } from './dialects/axes.ts';

/** Where a walk through the regions stands. */
export interface Place {
  readonly account: string;
  readonly filter: readonly string[];
  readonly size: number | undefined;
  /** Every region in the order of this walk. */
  readonly names: readonly string[];
  readonly next: number;
}

const ALPHABETS: Readonly<Record<Dialect['tokenForm'], string>> = {
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  number: '0123456789',
  long: 'abcdefghijklmnopqrstuvwxyz%._-',
  text: 'äßçđéλжя中"\\/{}&= ',
};
/** The longest that a request may carry back. */
const LONGEST = 1000;

/** Tokens mean nothing by themselves: the service remembers what each stands for. */
export class PageTokens {
  readonly #places = new Map<string, Place>();
  readonly #choices: Dialect;
  readonly #random: () => number;

  constructor(choices: Dialect, random: () => number) {
    this.#choices = choices;
    this.#random = random;
  }

  issue(place: Place): string {
    const { tokenForm } = this.#choices;
    const alphabet = Array.from(ALPHABETS[tokenForm]);
    const length = tokenForm === 'long' ? LONGEST : 24;
    const token = Array.from(
      { length },
      () => alphabet[Math.floor(this.#random() * alphabet.length)] ?? '',
    ).join('');
    this.#places.set(token, place);
    return token;
  }

  /** `undefined`: never issued, or used up. */
  redeem(token: string): Place | undefined {
    const place = this.#places.get(token);
    if (this.#choices.tokenUse === 'once') this.#places.delete(token);
    return place;
  }
}
