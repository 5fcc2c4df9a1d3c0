import type { JsonObject } from '../../spec/json.ts';
import type { Snapshot } from '../../harness/restore/snapshot.ts';
import { scalars } from '../../harness/restore/written-texts.ts';
import { secretForms } from '../../results/redact/secret-forms.ts';

const CONCEALED = '[original]';
/** Shorter ones, such as a country, say nothing by themselves and would black out half a report. */
const SHORTEST = 5;

/** Takes what was read from the target's original state out of everything that is shown. */
export class Concealer {
  /** The longest first, so that no form is cut by one that it contains. */
  #forms: readonly string[] = [];
  readonly #short = new Map<string, Set<string>>();

  /** From now on the contacts, or the address, of this snapshot are not shown. Regions are no secret. */
  learn(snapshot: Snapshot): void {
    if (snapshot.kind === 'region') return;
    for (const contact of valuesOf(snapshot)) {
      for (const [member, value] of Object.entries(contact ?? {})) {
        if (member === 'AlternateContactType') continue;
        for (const text of scalars(value)) this.#add(member, text);
      }
    }
  }

  /** A copy of the record without them. Short ones are left out only where their member holds them, in an answer. */
  conceal<T>(record: T): T {
    if (this.#forms.length === 0 && this.#short.size === 0) return record;
    return this.#walk(record, '', false) as T;
  }

  #add(member: string, text: string): void {
    if (text.length >= SHORTEST) {
      // An answer may quote JSON in JSON, and pack that.
      const once = escaped(text);
      const forms = new Set([...this.#forms, ...[escaped(once), once, text].flatMap(secretForms)]);
      this.#forms = [...forms].toSorted((one, other) => other.length - one.length);
    } else if (text !== '') {
      this.#short.set(member, (this.#short.get(member) ?? new Set()).add(text));
    }
  }

  #walk(value: unknown, key: string, answer: boolean): unknown {
    if (typeof value === 'string') return this.#text(value, answer);
    if (Array.isArray(value)) return value.map((item) => this.#walk(item, key, answer));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        this.#walk(item, name, answer || ANSWERS.has(name)),
      ]),
    );
  }

  #text(text: string, answer: boolean): string {
    let shown = text;
    for (const form of this.#forms) shown = shown.replaceAll(form, CONCEALED);
    if (!answer) return shown;
    for (const [member, values] of this.#short) {
      shown = shown.replaceAll(
        new RegExp(String.raw`(\\?"${member}\\?"\s*:\s*\\?")([^"\\]*)`, 'g'),
        (whole, before: string, value: string) => (values.has(value) ? before + CONCEALED : whole),
      );
    }
    return shown;
  }
}

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

/** Parts of a record that quote what a target said. */
const ANSWERS = new Set(['response', 'actual', 'message', 'reason', 'notRestored', 'summary']);

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
