import type { FuzzCall } from '../fuzz-call.ts';

interface Sent {
  readonly group: string;
  readonly call: FuzzCall;
}

const MOST = 1000;

/** The last calls of all explorers in the order in which they were answered. */
export class RecentCalls {
  readonly #ring: Sent[] = [];
  #count = 0;

  add(group: string, call: FuzzCall): void {
    this.#ring[this.#count % MOST] = { group, call };
    this.#count += 1;
  }

  /** The given calls of one group, with those calls of other groups that fit, as they came. */
  around(group: string, own: readonly FuzzCall[], fits: (call: FuzzCall) => boolean): FuzzCall[] {
    const known = new Set(own);
    const start = this.#count % MOST;
    const ordered = [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
    return ordered.flatMap(({ group: other, call }, at) => {
      if (other === group) return known.has(call) ? [call] : [];
      // Numbers are unique among the calls of one explorer only.
      const { token: _, indistinguishableFrom: __, ...plain } = call;
      return fits(call) ? [{ ...plain, id: -1 - at }] : [];
    });
  }
}
