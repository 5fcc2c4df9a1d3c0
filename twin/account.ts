import { loadContract } from '../spec/load-contract.ts';
import { loadPlausible } from '../spec/load-plausible.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { firstChange, regionNames, type Change } from './region-state.ts';

type Contact = JsonObject | null;

/** What the service keeps of one account. */
export interface Account {
  readonly primary: History<Contact>;
  readonly alternates: ReadonlyMap<string, History<Contact>>;
  readonly regions: ReadonlyMap<string, History<Change>>;
}

/** An account as this service has it when it starts. */
export function newAccount(choices: Dialect): Account {
  const types = contactTypes();
  return {
    primary: new History<Contact>(choices.primaryAtFirst === 'present' ? somePrimary() : null),
    alternates: new Map(
      types.map((type, place) => {
        const present = choices.alternatesAtFirst === 'some' && place > 0;
        return [type, new History<Contact>(present ? someAlternate() : null)];
      }),
    ),
    regions: new Map(
      regionNames(choices).optIn.map((name, place) => [name, new History(firstChange(place, choices))]),
    ),
  };
}

function contactTypes(): readonly string[] {
  const shape =
    loadContract().operations['GetAlternateContact']?.input.members['AlternateContactType']?.shape;
  return shape?.kind === 'string' ? (shape.enum ?? []) : [];
}

function somePrimary(): JsonObject {
  const [place] = loadPlausible().places;
  return {
    ...place?.members,
    FullName: 'Earlier Owner',
    AddressLine1: '7 Former Street',
    PhoneNumber: '+1 206 555 0142',
  };
}

function someAlternate(): JsonObject {
  return {
    EmailAddress: 'earlier@example.org',
    Name: 'Earlier',
    PhoneNumber: '206 555 0143',
    Title: 'Before',
  };
}

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
