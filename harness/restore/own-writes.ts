import { scalars, textKey } from './written-texts.ts';

/** Stands for every contact type, or every region: the request names none. */
export const ANY_NAME = '*';

interface Written {
  readonly texts: Set<string>;
  readonly operations: Set<string>;
}

/** What we wrote to one resource of one account: by it our values are told from those of somebody else. */
export class OwnWrites {
  readonly #byName = new Map<string, Written>();

  /** Adds what a request may write. Returns what was not known yet; `null`: nothing. */
  add(name: string, operation: string, texts: readonly string[]): readonly string[] | null {
    const known = this.#byName.get(name) ?? { texts: new Set(), operations: new Set() };
    this.#byName.set(name, known);
    const fresh = texts.filter((text) => !known.texts.has(text));
    if (fresh.length === 0 && known.operations.has(operation)) return null;
    for (const text of fresh) known.texts.add(text);
    known.operations.add(operation);
    return fresh;
  }

  names(): string[] {
    return [...this.#byName.keys()];
  }

  /** Whether we asked for this operation on it. */
  asked(operation: string, name: string): boolean {
    return this.#of(name).some(({ operations }) => operations.has(operation));
  }

  /** Whether a stored value can be made of what we wrote and what was there: no part of it is anybody else's. */
  covers(value: unknown, name: string, original: unknown): boolean {
    const before = new Set(scalars(original).map(textKey));
    return scalars(value)
      .map(textKey)
      .every((text) => before.has(text) || this.#of(name).some(({ texts }) => texts.has(text)));
  }

  #of(name: string): Written[] {
    return [name, ANY_NAME].flatMap((one) => this.#byName.get(one) ?? []);
  }
}
