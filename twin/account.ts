import { loadContract } from '../spec/load-contract.ts';
import { loadPlausible } from '../spec/load-plausible.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { loadRegions } from '../spec/load-regions.ts';

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

/** Regions that no document knows; the catalogue of a service is open. */
const UNHEARD_OF = ['xx-west-7', 'aq-south-1', 'ap-far-off-3'];
const FEW = 3;

type Settled = 'ENABLED' | 'DISABLED';

export interface Change {
  readonly to: Settled;
  readonly since: number;
}

/** The names of the regions that this service has, those that are enabled by default first. */
export function regionNames({ catalogue }: Dialect): { fixed: readonly string[]; optIn: readonly string[] } {
  const { defaults, optIn, later } = loadRegions();
  switch (catalogue) {
    case 'guide':
      return { fixed: defaults, optIn };
    case 'later':
      return { fixed: defaults, optIn: [...optIn, ...later] };
    case 'unheard-of':
      return { fixed: defaults, optIn: [...optIn, ...UNHEARD_OF] };
    case 'lacking':
      return { fixed: defaults.slice(1), optIn: optIn.slice(1) };
    case 'few':
      return { fixed: defaults, optIn: optIn.slice(0, FEW) };
  }
}

/** Where an opt-in region begins, by its place in the catalogue. */
function firstChange(place: number, { statusAtFirst }: Dialect): Change {
  const enabled = statusAtFirst === 'all-enabled' || (statusAtFirst === 'some-enabled' && place % 2 === 1);
  return { to: enabled ? 'ENABLED' : 'DISABLED', since: -Infinity };
}

export function statusOf({ to, since }: Change, moment: number, pendingMs: number): string {
  if (moment >= since + pendingMs) return to;
  return to === 'ENABLED' ? 'ENABLING' : 'DISABLING';
}
