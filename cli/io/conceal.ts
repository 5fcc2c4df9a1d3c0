import type { JsonObject } from '../../spec/json.ts';
import type { RestoredAll } from '../../harness/restore/state-restorer.ts';
import type { Snapshot } from '../../harness/restore/snapshot.ts';
import type { Redactor } from '../../results/redact/redactor.ts';

/** Lets the redactor know what was read from the target's original state. */
export class Concealer {
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** From now on the contacts, or the address, of this snapshot are not shown. Regions are no secret. */
  learn(snapshot: Snapshot): void {
    if (snapshot.kind === 'region') return;
    for (const text of scalars(valuesOf(snapshot), KIND)) this.#redactor.learnOriginal(text);
  }

  /** Texts that a service had a part in, alone or in lists by their names, without secrets and without what was read. */
  conceal<T extends Concealable>(texts: T): T {
    if (typeof texts === 'string') return this.#redactor.said(texts) as T;
    if (Array.isArray(texts)) return texts.map((one: string) => this.#redactor.said(one)) as unknown as T;
    const shown = Object.entries(texts).map(([name, all]) => [name, this.conceal(all as readonly string[])]);
    return Object.fromEntries(shown) as T;
  }
}

type Concealable = string | readonly string[] | { readonly [name: string]: unknown } | RestoredAll;

function valuesOf(snapshot: Exclude<Snapshot, { kind: 'region' }>): readonly (JsonObject | null)[] {
  switch (snapshot.kind) {
    case 'alternate-contact':
      return Object.values(snapshot.contacts);
    case 'primary-contact':
      return [snapshot.contact];
    case 'primary-email':
      return [{ PrimaryEmail: snapshot.email }];
  }
}

/** Says of which kind a contact is, which is no secret. */
const KIND = 'AlternateContactType';

/** The scalars of a JSON value as texts, however deep they stand, but for one member's. */
function scalars(value: unknown, but: string): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next)) if (name !== but) waiting.push(inner);
    } else if (typeof next === 'string' || typeof next === 'number') found.push(String(next));
  }
  return found;
}
