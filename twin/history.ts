/** A value with its past, so that a read may lag a write. */
export class History<Value> {
  readonly #entries: { readonly since: number; readonly value: Value }[] = [];

  constructor(first: Value) {
    this.#entries.push({ since: -Infinity, value: first });
  }

  write(value: Value, now: number): void {
    this.#entries.push({ since: now, value });
    if (this.#entries.length > 100) this.#entries.shift();
  }

  /** The value at `moment`. */
  at(moment: number): Value {
    const entry = this.#entries.findLast(({ since }) => since <= moment) ?? this.#entries[0];
    if (!entry) throw new Error('a history begins with a value');
    return entry.value;
  }

  get latest(): Value {
    return this.at(Infinity);
  }
}
