import { randomUUID } from 'node:crypto';
import type { Resource } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { valuesNamed } from '../../targets/guard/guard-values.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import type { Journal } from '../../targets/journal/journal.ts';
import type { Target } from '../../targets/target.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import { Blocked, Untouched } from '../errors.ts';
import { pollUntil } from '../poll.ts';
import { changedByOthers } from './compare-and-put-back.ts';
import { contactsWritten } from './contact-digest.ts';
import { ANY_NAME, OwnWrites } from './own-writes.ts';
import { settlesIn, type Put } from './put-back.ts';
import { rehearse } from './rehearse.ts';
import { regionStatuses, asSnapshot, type Snapshot } from './snapshot.ts';
import { textKey, writtenTexts } from './written-texts.ts';
import { letGo, type JournalEntry } from '../../targets/journal/journal-line.ts';

/** A request that may change something, and how that is put back. */
interface Change {
  readonly snapshot: Snapshot;
  readonly put: Put;
  readonly operation: string;
  /** Contact types or regions. */
  readonly names: readonly string[];
  readonly request: WireRequest;
}

/** Looks at what a request has changed. @param mayLag whether the change may show late. */
export type Look = (mayLag: boolean) => Promise<void>;

/** What we are about to write, before it is written: on the disk first, then in memory, then on its way. */
export class WriteAhead {
  readonly journal: Journal | null;
  readonly #target: Target;
  readonly #own = new Map<string, OwnWrites>();
  readonly #rehearsed = new Map<string, Promise<string | null>>();
  /** Accounts that somebody else is changing, with what was seen. */
  readonly #stopped = new Map<string, string>();

  constructor(target: Target, journal: Journal | null) {
    this.#target = target;
    this.journal = journal;
  }

  /** What was ever written, by account and resource. */
  get all(): ReadonlyMap<string, OwnWrites> {
    return this.#own;
  }

  /** By account and resource. */
  ownOf(key: string): OwnWrites {
    const known = this.#own.get(key) ?? new OwnWrites();
    this.#own.set(key, known);
    return known;
  }

  /** Takes over what a journal recorded. */
  load(key: string, entry: Exclude<JournalEntry, { kind: 'forgotten' | 'original' }>): void {
    const own = this.ownOf(key);
    if (entry.kind === 'wrote') {
      own.add({ wholes: [], ...entry });
      own.goesOut(entry.name);
    } else if (entry.kind === 'asked') own.beginUnnamed(entry.id, entry);
    else own.endUnnamed(entry.id, entry.operation, entry.changed);
  }

  /** Writes ahead what a request may change; rehearses to put it back first. @throws {Blocked} where that fails. */
  async write(account: string, resource: Resource, change: Change): Promise<void> {
    const { snapshot, put, operation, names, request } = change;
    const parts = partsNamed(snapshot, names);
    for (const one of parts) {
      const problem = await this.#rehearse(`${account} ${resource} ${one}`, snapshot, one, put);
      if (problem === null) continue;
      throw new Blocked(
        `${resource} ${one} of account ${account} is not touched, since it could not be put back: ${problem}`,
      );
    }
    const own = this.ownOf(`${account} ${resource}`);
    if (!this.#target.loopback) await this.#lookAgain(account, resource, parts, { snapshot, own, put });
    this.#refuseStopped(account);
    const texts = writtenTexts(request);
    const wholes = contactsWritten(request, operation, put.contract);
    for (const name of names) {
      const news = own.newsOf({ name, operation, texts, wholes });
      if (!news) continue;
      // What is not on the disk must not be taken for known by the next request.
      this.journal?.append({
        kind: 'wrote',
        account,
        resource,
        ...news,
        texts: [...news.texts],
        wholes: [...news.wholes],
      });
      own.add(news);
    }
  }

  /** Writes ahead that any region may change. Returns what writes down which of them did, once it was answered. */
  async writeUnnamed(account: string, { put, operation }: Omit<Change, 'names'>): Promise<Look> {
    const where = { account, resource: 'region' } as const;
    this.#refuseStopped(account);
    const statuses = await regionStatuses(put.reach);
    if (!statuses) throw new Untouched(account, 'region');
    const own = this.ownOf(`${account} region`);
    const id = randomUUID();
    this.journal?.append({ kind: 'asked', ...where, id, operation, statuses });
    own.beginUnnamed(id, { operation, statuses });
    return async (mayLag) => {
      const changed = await changedSince(statuses, put, mayLag);
      if (!changed) return;
      this.journal?.append({ kind: 'answered', ...where, id, operation, changed });
      own.endUnnamed(id, operation, changed);
    };
  }

  /** Right before a write off loopback: what somebody else has changed meanwhile must not be overwritten. */
  async #lookAgain(
    account: string,
    resource: Resource,
    parts: readonly string[],
    { snapshot, own, put }: { snapshot: Snapshot; own: OwnWrites; put: Put },
  ): Promise<void> {
    const foreign = await changedByOthers(snapshot, parts, own, put);
    if (!foreign) throw new Untouched(account, resource);
    if (foreign.length > 0) this.stop(account, `${resource}: ${foreign.join('; ')}`);
  }

  /** From now on the account is theirs. */
  stop(account: string, seen: string): void {
    if (!this.#stopped.has(account)) this.#stopped.set(account, seen);
  }

  #refuseStopped(account: string): void {
    const seen = this.#stopped.get(account);
    if (seen === undefined) return;
    throw new Blocked(
      `account ${account} is not touched any more, since somebody else is changing it (${seen})`,
    );
  }

  #rehearse(key: string, snapshot: Snapshot, name: string, put: Put): Promise<string | null> {
    const known = this.#rehearsed.get(key) ?? rehearse(snapshot, name, put).catch(whyNotSent);
    this.#rehearsed.set(key, known);
    return known;
  }
}

/** What may not be sent cannot be put back either. */
function whyNotSent(error: unknown): string {
  if (error instanceof SafetyRefusal) return error.message;
  throw error;
}

/** The parts of a resource that a request names, as a lenient service would read it; of regions none where it names none. */
export function namesOf(snapshot: Snapshot, named: Json | undefined, request: WireRequest): string[] {
  switch (snapshot.kind) {
    case 'primary-contact':
    case 'primary-email':
      return [snapshot.kind];
    case 'alternate-contact':
      return [typeof named === 'string' && Object.hasOwn(snapshot.contacts, named) ? named : ANY_NAME];
    case 'region': {
      const found = [...valuesNamed(request, 'RegionName'), ...(typeof named === 'string' ? [named] : [])];
      const regions = Object.keys(snapshot.statuses);
      const known = found.map((name) => regions.find((region) => textKey(region) === textKey(name)) ?? name);
      return [...new Set(known)];
    }
  }
}

/** What is rehearsed and read before a request that names these. */
function partsNamed(snapshot: Snapshot, names: readonly string[]): readonly string[] {
  return snapshot.kind === 'alternate-contact' && names.includes(ANY_NAME)
    ? Object.keys(snapshot.contacts)
    : names;
}

/** Regions that settle in something else than just before; where a change may show late, looked for as long. `null`: they cannot be read. */
async function changedSince(
  before: Readonly<Record<string, string>>,
  { reach, target: { timing }, regions, signal }: Put,
  mayLag: boolean,
): Promise<string[] | null> {
  return pollUntil(
    async () => {
      const now = await regionStatuses(reach);
      return (
        now &&
        Object.keys(now).filter((region) => settlesIn(now[region] ?? '') !== settlesIn(before[region] ?? ''))
      );
    },
    (changed) => changed === null || changed.length > 0,
    {
      withinMs: mayLag ? timing.consistencyWindow : 0,
      pace: regions?.pace,
      signal: signal ?? new AbortController().signal,
    },
  );
}

/** An original of a journal, and what of it may have changed. */
export interface Planned {
  readonly account: string;
  readonly snapshot: Snapshot;
  /** Contact types or regions. */
  readonly names: readonly string[];
}

/** What is put back by these entries where it is not as it was. */
export function plannedOf(entries: readonly JournalEntry[]): Planned[] {
  const current = letGo(entries);
  return current.flatMap((entry) => {
    if (entry.kind !== 'original') return [];
    const { account, resource } = entry;
    const snapshot = asSnapshot(entry.snapshot);
    if (snapshot?.kind !== resource) return [];
    const names = current.flatMap((one) => {
      if (one.account !== account || one.resource !== resource) return [];
      if (one.kind === 'wrote') return [one.name];
      return one.kind === 'answered' ? one.changed : [];
    });
    return names.length === 0 ? [] : [{ account, snapshot, names: [...new Set(names)] }];
  });
}
