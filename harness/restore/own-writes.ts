import { contactDigest } from './contact-digest.ts';
import { scalars, textKey } from './written-texts.ts';

/** Stands for every contact type, or every region: the request names none. */
export const ANY_NAME = '*';

/** One request that may write to a part of a resource. */
export interface OwnWrite {
  /** Contact type or region, or {@link ANY_NAME}. */
  readonly name: string;
  readonly operation: string;
  readonly texts: readonly string[];
  /** Digests of the contacts that it may be read as. */
  readonly wholes: readonly string[];
}

/** A request that names no region, with the statuses just before it, as long as those just after it are not known. */
export interface UnnamedChange {
  readonly operation: string;
  readonly statuses: Readonly<Record<string, string>>;
}

interface Written {
  readonly texts: Set<string>;
  readonly operations: Set<string>;
  readonly wholes: Set<string>;
}

/** What we wrote to one resource of one account: by it our values are told from those of somebody else. */
export class OwnWrites {
  readonly #byName = new Map<string, Written>();
  readonly #unnamed = new Map<string, UnnamedChange>();
  readonly #unseen = new Set<string>();

  /** What of a write is not known yet; `null`: nothing. It is known once it was added, which its journal line precedes. */
  newsOf(write: OwnWrite): OwnWrite | null {
    const known = this.#byName.get(write.name);
    const texts = write.texts.filter((text) => !known?.texts.has(text));
    const wholes = write.wholes.filter((whole) => !known?.wholes.has(whole));
    if (known?.operations.has(write.operation) && texts.length === 0 && wholes.length === 0) return null;
    return { ...write, texts, wholes };
  }

  add({ name, operation, texts, wholes }: OwnWrite): void {
    const known = this.#byName.get(name) ?? { texts: new Set(), operations: new Set(), wholes: new Set() };
    this.#byName.set(name, known);
    for (const text of texts) known.texts.add(text);
    for (const whole of wholes) known.wholes.add(whole);
    known.operations.add(operation);
  }

  /** A request that may write to it is on its way. */
  goesOut(name: string): void {
    this.#unseen.add(name);
  }

  /** Whether one was since it was last seen to be as it was: where reads lag, what is read now may be older. */
  mayShowLate(name: string): boolean {
    return this.#unseen.has(name);
  }

  /** Told that it is as it was, however late reads are. */
  seen(name: string): void {
    this.#unseen.delete(name);
  }

  /** A request that may change any region goes out. */
  beginUnnamed(id: string, change: UnnamedChange): void {
    this.#unnamed.set(id, change);
  }

  /** What had changed when it was answered is ours. */
  endUnnamed(id: string, operation: string, changed: readonly string[]): void {
    this.#unnamed.delete(id);
    for (const name of changed) {
      this.add({ name, operation, texts: [], wholes: [] });
      this.goesOut(name);
    }
  }

  /** Requests that named no region, and of which it is not known what they changed. */
  get unnamed(): readonly UnnamedChange[] {
    return [...this.#unnamed.values()];
  }

  get isEmpty(): boolean {
    return this.#byName.size === 0 && this.#unnamed.size === 0;
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

  /** Whether no request of ours wrote exactly this contact, up to white space and case, though it is known what they wrote. */
  neverWrote(contact: unknown, name: string): boolean {
    const whole = contactDigest(contact);
    const known = this.#of(name).map(({ wholes }) => wholes);
    return known.some(({ size }) => size > 0) && !known.some((wholes) => wholes.has(whole));
  }

  #of(name: string): Written[] {
    return [name, ANY_NAME].flatMap((one) => this.#byName.get(one) ?? []);
  }
}
