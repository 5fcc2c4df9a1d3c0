import type { Json, JsonObject } from '../../spec/json.ts';
import { asObject, type Answer } from '../answers/answer.ts';
import { textKey } from './written-texts.ts';

const LIST = 'ListRegions';
/** What services make of a name that is none. */
const NO_NAMES = ['', 'null', 'undefined', 'None'];

/**
 * What the run itself made and no operation takes away again: regions by names that no region had, and contacts that
 * could not be put back. The request that made it is found by its own rule; what is looked at later is looked at without
 * such regions, and no invariant goes by what such a contact says: else it would depend on the order of the rules whether
 * it is read before another one replaces it.
 */
export class Debris {
  readonly #names = new Set<string>();
  readonly #contacts = new Set<string>();
  #nameless = false;

  /** A region was changed by a name that no region had before. */
  note(name: Json | undefined): void {
    if (typeof name === 'string') this.#names.add(textKey(name));
    else {
      this.#nameless = true;
      for (const one of [...NO_NAMES, JSON.stringify(name ?? null)]) this.#names.add(textKey(one));
    }
  }

  /** A contact stayed as the run had changed it. */
  noteContact(contact: JsonObject): void {
    this.#contacts.add(exactly(contact));
  }

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** Whether an answer tells of a contact that stayed. */
  isToldBy({ output }: Answer): boolean {
    if (this.#contacts.size === 0 || !output) return false;
    const contact = asObject(output['AlternateContact']) ?? asObject(output['ContactInformation']);
    return contact !== null && this.#contacts.has(exactly(contact));
  }

  /** The answer to a list without such regions; any other as it is. */
  without(operation: string | null, answer: Answer): Answer {
    const regions = answer.output?.['Regions'];
    if (operation !== LIST || !Array.isArray(regions)) return answer;
    const kept = (regions as readonly Json[]).filter((region) => !this.#holds(region));
    if (kept.length === regions.length) return answer;
    const output: JsonObject = { ...answer.output, Regions: kept };
    return { ...answer, output, body: output };
  }

  #holds(region: Json): boolean {
    const name = asObject(region)?.['RegionName'];
    return typeof name === 'string' ? this.#names.has(textKey(name)) : this.#nameless;
  }
}

/** A text that two contacts share where they say the same, in whatever order. */
function exactly(contact: JsonObject): string {
  return JSON.stringify(Object.entries(contact).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
