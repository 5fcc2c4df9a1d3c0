import type { Resource } from '../../spec/contract.ts';

/** Knows what a read may still show as it was, on a target whose reads lag its writes. */
export class Lag {
  readonly #windowMs: number;
  /** Before that the state was put back, which was a write too. */
  readonly #begun = performance.now();
  readonly #changed = new Map<string, number>();

  /** @param windowMs how long a read may lag a write; 0: it does not. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Told of what may just have been changed. */
  note(accounts: readonly string[], resource: Resource): void {
    for (const account of accounts) this.#changed.set(`${account} ${resource}`, performance.now());
  }

  /** The time from which a read of one of these shows the last change; `null`: it does now. As performance.now. */
  until(accounts: readonly string[], resource: Resource | null): number | null {
    if (this.#windowMs === 0) return null;
    const changes = accounts.map((account) => this.#changed.get(`${account} ${resource}`) ?? this.#begun);
    const shown = Math.max(...changes) + this.#windowMs;
    return shown > performance.now() ? shown : null;
  }
}
