import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { Clock } from '../../reference/core/state/clock.ts';
import type { RegionChange, Store } from '../../reference/core/state/store.ts';
import type { JsonObject } from '../../spec/json.ts';
import { type EmbeddedOptions, startEmbedded, type Embedded } from '../embedded.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import type { World } from '../../spec/world.ts';
import { EMBEDDED_WORLD } from '../../targets/config/embedded-world.ts';
import type { Target } from '../../targets/target.ts';

/** How far reads lag writes, and how long a region change takes; milliseconds. */
interface Slowness {
  /** How far a read of a contact is behind. */
  readonly contactsMs?: number;
  /** How far a status or a list of regions is behind. */
  readonly regionsMs?: number;
  /** One of so many reads lags, as of so many replicas; every read, where it is not given. */
  readonly oneOf?: number;
  readonly enableMs?: number;
  readonly disableMs?: number;
}

/** The reference service as it is where reads lag writes and regions take their time. Both are the contract's freedom. */
export function lagging(slowness: Slowness): EmbeddedOptions {
  const { enableMs, disableMs } = slowness;
  const delay =
    enableMs === undefined && disableMs === undefined
      ? {}
      : { regionDelayMs: Math.max(enableMs ?? 0, disableMs ?? 0) };
  return { ...delay, compose: (parts) => slowedDown(parts, slowness) };
}

function slowedDown(parts: ServiceParts, slowness: Slowness): ServiceParts {
  const { clock, lifecycle, regionDelayMs } = parts.options;
  const { contactsMs = 0, regionsMs = 0, oneOf = 1, enableMs, disableMs } = slowness;
  const past = new Past(() => clock.now());
  const store = past.keepOf(parts.store, (change) => {
    const takes = change.to === lifecycle.initial ? disableMs : enableMs;
    // As if it had begun earlier.
    return takes === undefined ? change : { ...change, startedAt: change.startedAt + takes - regionDelayMs };
  });
  let reads = 0;
  const handlers = Object.entries(parts.handlers).map(([name, handler]) => {
    const { changes, reads: resource } = parts.options.contract.operations[name] ?? {};
    const behind = resource === 'region' ? regionsMs : contactsMs;
    if (changes !== null || resource === null || resource === 'primary-email' || behind === 0)
      return [name, handler];
    const lags: typeof handler = (call, all) => {
      reads += 1;
      if (reads % oneOf !== 0) return handler(call, all);
      const then = clock.now() - behind;
      const options = { ...all.options, clock: { now: () => then } };
      return handler(call, { ...all, options, store: past.at(then, all.store) });
    };
    return [name, lags];
  });
  return { ...parts, store, handlers: Object.fromEntries(handlers) as ServiceParts['handlers'] };
}

type Value = JsonObject | RegionChange | undefined;

/** What the places of a store held, and since when. */
class Past {
  readonly #now: () => number;
  readonly #places = new Map<string, { readonly since: number; readonly value: Value }[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A store of which everything is kept. */
  keepOf(store: Store, changed: (change: RegionChange) => RegionChange): Store {
    const keep = (place: string, before: Value, value: Value) => {
      const entries = this.#places.get(place) ?? [{ since: Number.NEGATIVE_INFINITY, value: before }];
      entries.push({ since: this.#now(), value });
      this.#places.set(place, entries.slice(-MOST));
    };
    return {
      ...store,
      putAlternateContact: (id, type, contact) => {
        keep(`${id} ${type}`, store.alternateContact(id, type), contact);
        store.putAlternateContact(id, type, contact);
      },
      deleteAlternateContact: (id, type) => {
        keep(`${id} ${type}`, store.alternateContact(id, type), undefined);
        store.deleteAlternateContact(id, type);
      },
      putPrimaryContact: (id, contact) => {
        keep(id, store.primaryContact(id), contact);
        store.putPrimaryContact(id, contact);
      },
      putRegionChange: (id, region, change) => {
        const made = changed(change);
        keep(`${id} ${region}`, store.regionChange(id, region), made);
        store.putRegionChange(id, region, made);
      },
    };
  }

  /** The store as it was. */
  at(moment: number, store: Store): Store {
    const then = <V extends Value>(place: string, now: V): V => {
      const entries = this.#places.get(place);
      if (!entries) return now;
      return (entries.findLast(({ since }) => since <= moment) ?? entries[0])?.value as V;
    };
    return {
      ...store,
      alternateContact: (id, type) => then(`${id} ${type}`, store.alternateContact(id, type)),
      primaryContact: (id) => then(id, store.primaryContact(id)),
      regionChange: (id, region) => then(`${id} ${region}`, store.regionChange(id, region)),
    };
  }
}

/** More than are written to one place within any lag. */
const MOST = 4000;

/** A service whose reads lag or whose regions take time, with the configuration that it deserves. */
export interface LagDialect {
  readonly options: EmbeddedOptions;
  readonly timing: Partial<Target['timing']>;
  /** The same service without its lag. */
  readonly without: EmbeddedOptions;
  readonly suites?: readonly string[];
}

const SECOND = 1000;

/** Rules that name no account wait side by side in so many of them. */
const WORLD: World = {
  ...EMBEDDED_WORLD,
  standalone: [...EMBEDDED_WORLD.standalone, '212121212121', '232323232323', '242424242424', '252525252525'],
};

export const LAG_DIALECTS: Readonly<Record<string, LagDialect>> = {
  /** Two replicas: every second read is behind. */
  replicas: {
    options: { ...lagging({ contactsMs: 500, regionsMs: 500, oneOf: 2 }), world: WORLD },
    timing: { consistencyWindow: 2 * SECOND },
    without: { world: WORLD },
  },
  /** Every read is behind. */
  lagging: {
    options: { ...lagging({ contactsMs: 800, regionsMs: 800 }), world: WORLD },
    timing: { consistencyWindow: 2 * SECOND },
    without: { world: WORLD },
  },
  /** Regions are read as they were. */
  'lagging-regions': {
    options: { ...lagging({ contactsMs: 3 * SECOND, regionsMs: 3 * SECOND }), world: WORLD },
    timing: { consistencyWindow: 5 * SECOND },
    without: { world: WORLD },
    suites: ['regions'],
  },
  /** Regions take seconds. */
  'slow-regions': {
    options: { ...lagging({ enableMs: 5 * SECOND, disableMs: 3 * SECOND }), world: WORLD },
    timing: { regionTimeout: 30 * SECOND },
    without: { world: WORLD },
  },
};

/** One region stays as it is on its way. */
export function neverEnabled(parts: ServiceParts): ServiceParts {
  return {
    ...parts,
    statusAt(account, region, all) {
      const { to, via } = all.store.regionChange(account, region) ?? {};
      const status = parts.statusAt(account, region, all);
      return region === 'ap-east-1' && to === 'ENABLED' && via !== undefined ? via : status;
    },
  };
}

/** A put that stores another title than it was sent. */
export function otherTitle(parts: ServiceParts): ServiceParts {
  const { PutAlternateContact: put, ...handlers } = parts.handlers;
  if (!put) throw new Error('no such operation');
  const broken: typeof put = (call, all) => put({ ...call, input: { ...call.input, Title: 'Other' } }, all);
  return { ...parts, handlers: { ...handlers, PutAlternateContact: broken } };
}

interface PatientFault {
  readonly compose: NonNullable<Mutant['compose']>;
  readonly timing: Partial<Target['timing']>;
}

/** Faults of which nobody is sure before a wait has ended. */
export const PATIENT_FAULTS: Readonly<Record<string, PatientFault>> = {
  'other-title': { compose: otherTitle, timing: { consistencyWindow: 2 * SECOND } },
  'never-enabled': { compose: neverEnabled, timing: {} },
};

interface LaggingOptions {
  /** Without it, the same service as it is without its lag. */
  readonly lag?: boolean;
  readonly compose?: Mutant['compose'];
  readonly clock?: Clock;
}

/** Starts a dialect, or what it is without its lag. */
export async function startLagging(
  { options, timing, without }: LagDialect,
  { lag = true, compose, clock }: LaggingOptions = {},
): Promise<Embedded> {
  const { compose: slow, ...served } = lag ? options : without;
  const parts = (made: ServiceParts) => (compose ?? same)((slow ?? same)(made));
  const { target, close } = await startEmbedded({ ...served, compose: parts, ...(clock ? { clock } : {}) });
  return { target: { ...target, timing: { ...target.timing, ...timing } }, close };
}

const same = (parts: ServiceParts): ServiceParts => parts;
