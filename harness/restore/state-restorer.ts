import { isDeepStrictEqual } from 'node:util';
import type { Contract, Resource } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { WireClient, WireRequest } from '../../targets/transport/exchange.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import { valuesNamed } from '../../targets/guard/guard-values.ts';
import { resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import type { Journal, JournalContents } from '../../targets/journal/journal.ts';
import { SafetyRefusal } from '../../targets/guard/safety-refusal.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { asObject, parseBody, readAnswer, type Answer } from '../answers/answer.ts';
import { operationRequest } from '../operation-request.ts';
import { pollUntil } from '../poll.ts';
import { compareAndPutBack } from './compare-and-put-back.ts';
import { ANY_NAME, OwnWrites } from './own-writes.ts';
import { putBack, type Put } from './put-back.ts';
import { rehearse } from './rehearse.ts';
import { READ_EMAIL, readableContacts, takeSnapshot, type Reach, type Snapshot } from './snapshot.ts';
import { textKey, writtenTexts } from './written-texts.ts';
import { Blocked } from '../errors.ts';

export interface RestorerOptions {
  /** Where originals and our own values are written ahead. With it, values that are not ours are left alone. */
  readonly journal?: Journal | null;
  /** Told what was read, before anything else is done with it. */
  readonly onOriginal?: (snapshot: Snapshot) => void;
  /** Whether the contacts are read before the first rule, since nothing of them may be shown. */
  readonly readFirst?: boolean;
}

/**
 * Knows what the target's state was before the first change, and puts it back: after each rule what that rule
 * touched, after the run everything. Originals are read once per account and resource.
 */
export class StateRestorer {
  readonly #target: Target;
  readonly #contract: Contract;
  readonly #client: WireClient;
  readonly #journal: Journal | null;
  readonly #onOriginal: (snapshot: Snapshot) => void;
  readonly #originals = new Map<string, Promise<Snapshot | null>>();
  readonly #own = new Map<string, OwnWrites>();
  readonly #rehearsed = new Map<string, Promise<string | null>>();

  constructor(
    target: Target,
    contract: Contract,
    client: WireClient,
    { journal = null, onOriginal = () => {} }: RestorerOptions = {},
  ) {
    this.#target = target;
    this.#contract = contract;
    this.#client = client;
    this.#journal = journal;
    this.#onOriginal = onOriginal;
  }

  /** Whether what is put back is compared first. */
  get journaled(): boolean {
    return this.#journal !== null;
  }

  open(): RestorerSession {
    return new RestorerSession(this, this.#contract, this.#target);
  }

  /** The state before the first change; `null`: it cannot be read, so it cannot be put back. */
  original(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null> {
    const key = `${account} ${resource}`;
    const known = this.#originals.get(key);
    if (known) return known;
    const taken = this.#takeOriginal(account, resource, reach);
    this.#originals.set(key, taken);
    return taken;
  }

  /** Writes ahead what a request may change; rehearses to put it back first. @throws {Blocked} where that fails. */
  async writeAhead(account: string, resource: Resource, change: Change): Promise<void> {
    const { snapshot, put, operation, name, request } = change;
    const names =
      name === ANY_NAME && snapshot.kind === 'alternate-contact' ? Object.keys(snapshot.contacts) : [name];
    for (const one of names) {
      const problem = await this.#rehearse(`${account} ${resource} ${one}`, snapshot, one, put);
      if (problem === null) continue;
      throw new Blocked(
        `${resource} ${one} of account ${account} is not touched, since it could not be put back: ${problem}`,
      );
    }
    const texts = this.#ownOf(`${account} ${resource}`).add(name, operation, writtenTexts(request));
    if (texts) this.#journal?.append({ kind: 'wrote', account, resource, name, operation, texts });
  }

  /** Compares everything that was ever about to change with its original. Returns what is not as it was, in words. */
  async restoreAll(signal?: AbortSignal): Promise<{ left: string[]; foreign: string[] }> {
    const left: string[] = [];
    const foreign: string[] = [];
    for (const key of this.#own.keys()) {
      const [account = '', resource = ''] = key.split(' ');
      const found = await this.compareOne(account, resource as Resource, signal);
      left.push(...found.left);
      foreign.push(...found.foreign);
    }
    return { left, foreign };
  }

  /** Compares one resource with its original, and puts back what is ours. */
  async compareOne(account: string, resource: Resource, signal?: AbortSignal) {
    const where = (problem: string) => `${resource} of account ${account}: ${problem}`;
    try {
      const reach = this.reach(account, resource, signal);
      const snapshot = await this.#originals.get(`${account} ${resource}`);
      if (!reach || !snapshot) return { left: reach ? [] : [where('nobody can reach it')], foreign: [] };
      const put: Put = { contract: this.#contract, reach, names: 'all', target: this.#target, signal };
      const { left, foreign } = await compareAndPutBack(snapshot, this.#ownOf(`${account} ${resource}`), put);
      if (foreign.length > 0) this.#leaveAlone(account, resource, snapshot);
      return { left: left.map(where), foreign: foreign.map(where) };
    } catch (error) {
      return { left: [where(error instanceof Error ? error.message : String(error))], foreign: [] };
    }
  }

  /** Takes over what an earlier run recorded. */
  load({ entries }: JournalContents): void {
    for (const entry of entries) {
      const key = `${entry.account} ${entry.resource}`;
      if (entry.kind === 'wrote') this.#ownOf(key).add(entry.name, entry.operation, entry.texts);
      else this.#know(key, entry.snapshot as Snapshot);
    }
  }

  /**
   * Reads the contacts of all accounts that may be asked for, and the addresses of members, so that nothing of them is
   * shown.
   */
  async readContacts(): Promise<void> {
    if (this.#contract.operations[READ_EMAIL]) {
      for (const account of this.#target.world.organizations.flatMap(({ members }) => members)) {
        const reach = this.reach(account, 'primary-email');
        const snapshot = reach && (await takeSnapshot(this.#contract, 'primary-email', reach));
        if (snapshot) this.#onOriginal(snapshot);
      }
    }
    for (const reach of this.#readers()) {
      for await (const snapshot of readableContacts(this.#contract, reach)) this.#onOriginal(snapshot);
    }
  }

  /** Each identity for its own account, and who manages it for one without an identity. */
  #readers(): Reach[] {
    const { identities, safety } = this.#target;
    const own = identities.map(
      (identity): Reach =>
        (operation, input) =>
          this.#call(identity, operation, input),
    );
    const known = new Set(identities.map(accountOf));
    const others = safety.accounts.filter((account) => !known.has(account));
    return [...own, ...others.flatMap((account) => this.reach(account, 'primary-contact') ?? [])];
  }

  /** How a resource of an account is reached: by its own identity, else the management account's. `null`: by nobody. */
  reach(account: string, resource: Resource, signal?: AbortSignal): Reach | null {
    const by =
      resource === 'primary-email' ? managerOf(account, this.#target) : reachedBy(account, this.#target);
    return by && this.reachAs(by, account, signal);
  }

  /** An account as one identity reaches it. */
  reachAs(by: Identity, account: string, signal?: AbortSignal): Reach {
    const named = accountOf(by) === account ? {} : { AccountId: account };
    return (operation, input) => this.#call(by, operation, { ...named, ...input }, signal);
  }

  async #takeOriginal(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null> {
    const snapshot = await takeSnapshot(this.#contract, resource, reach);
    if (!snapshot) return null;
    this.#onOriginal(snapshot);
    this.#journal?.append({ kind: 'original', account, resource, snapshot });
    return snapshot;
  }

  #know(key: string, snapshot: Snapshot): void {
    this.#onOriginal(snapshot);
    this.#originals.set(key, Promise.resolve(snapshot));
  }

  #ownOf(key: string): OwnWrites {
    const known = this.#own.get(key) ?? new OwnWrites();
    this.#own.set(key, known);
    return known;
  }

  #rehearse(key: string, snapshot: Snapshot, name: string, put: Put): Promise<string | null> {
    const known = this.#rehearsed.get(key) ?? rehearse(snapshot, name, put).catch(whyNotSent);
    this.#rehearsed.set(key, known);
    return known;
  }

  /** What somebody else changed is theirs from now on. */
  #leaveAlone(account: string, resource: Resource, snapshot: Snapshot): void {
    const names =
      snapshot.kind === 'alternate-contact'
        ? Object.keys(snapshot.contacts)
        : this.#ownOf(`${account} ${resource}`).names();
    for (const name of names) {
      this.#rehearsed.set(`${account} ${resource} ${name}`, Promise.resolve('somebody else is changing it'));
    }
  }

  async #call(identity: Identity, operation: string, input: Json, signal?: AbortSignal): Promise<Answer> {
    const request = operationRequest(this.#contract, identity, operation, input);
    // To read, or to bring to what it was, may be asked for twice.
    const { exchange } = await resendOnReset(this.#client, request, signal);
    return readAnswer(exchange, this.#contract);
  }
}

/** A request that may change something, and how that is put back. */
interface Change {
  readonly snapshot: Snapshot;
  readonly put: Put;
  readonly operation: string;
  /** Contact type or region. */
  readonly name: string;
  readonly request: WireRequest;
}

interface Touched {
  readonly account: string;
  readonly resource: Resource;
  /** Contact types, regions, or addresses that an update was started to. */
  readonly names: Set<string> | 'all';
  /** Who asked for a new address: an update may belong to its caller. */
  readonly askedBy?: Set<Identity>;
}

/** What one attempt touched. */
export class RestorerSession {
  readonly #restorer: StateRestorer;
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #dirty = new Map<string, Touched>();
  /** Compared before the first change of this attempt. */
  readonly #compared = new Map<string, Promise<void>>();
  readonly #foreign: string[] = [];

  constructor(restorer: StateRestorer, contract: Contract, target: Target) {
    this.#restorer = restorer;
    this.#contract = contract;
    this.#target = target;
  }

  /**
   * Reads the original of what this request may change, before it goes out.
   * @throws {Blocked} where it could not be put back, on a target whose state is journaled.
   */
  async beforeSending(request: WireRequest, input: Json | undefined): Promise<void> {
    const { identity } = request;
    if (!identity) return;
    const members = asObject(input ?? parseBody(request.body));
    for (const { name: operation, changes: resource } of operationsNamed(request, this.#contract)) {
      if (!resource) continue;
      const accounts =
        resource === 'primary-email'
          ? valuesNamed(request, 'AccountId')
          : this.#accounts(identity, members?.['AccountId']);
      const name = members?.['AlternateContactType'] ?? members?.['RegionName'];
      for (const account of accounts) {
        if (!this.#restorer.journaled && this.#isMarked(account, resource, name)) continue;
        const reach = this.#restorer.reach(account, resource);
        if (!reach) continue;
        const snapshot = await this.#restorer.original(account, resource, reach);
        // A call on another account is made also where the caller's own state cannot be read.
        const needed =
          snapshot !== null || typeof members?.['AccountId'] !== 'string' || account === members['AccountId'];
        if (this.#restorer.journaled && needed) {
          await this.#writeAhead(request, { account, resource, operation, reach, snapshot, name });
        }
        if (resource === 'primary-email')
          this.#markEmails(account, identity, valuesNamed(request, 'PrimaryEmail'));
        else this.#mark(account, resource, name);
      }
    }
  }

  /** Puts back what was touched since the last time, all accounts at once. Returns what could not be, in words. */
  async restore(signal?: AbortSignal): Promise<string[]> {
    const byAccount = Map.groupBy(this.#dirty, ([, { account }]) => account);
    const problems = await Promise.all(
      [...byAccount.values()].map((touched) => this.#restoreOneByOne(touched, signal)),
    );
    return [...this.#foreign.splice(0), ...problems.flat()];
  }

  async #restoreOneByOne(
    touched: readonly [key: string, Touched][],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const problems: string[] = [];
    for (const [key, one] of touched) {
      const found = await this.#putBack(one, signal);
      if (found.left.length === 0) this.#dirty.delete(key);
      problems.push(...found.left, ...found.foreign);
    }
    return problems;
  }

  async #putBack({ account, resource, names, askedBy = new Set<Identity>() }: Touched, signal?: AbortSignal) {
    if (this.#restorer.journaled) return this.#restorer.compareOne(account, resource, signal);
    const nothing = { left: [], foreign: [] };
    const reach = this.#restorer.reach(account, resource, signal);
    const original = reach && (await this.#restorer.original(account, resource, reach));
    if (!reach || !original) return nothing;
    const askers = [...askedBy].filter((one) => mayNameAccounts(one));
    const askedThrough = askers.map((one) => this.#restorer.reachAs(one, account, signal));
    const put: Put = { contract: this.#contract, reach, names, askedThrough, target: this.#target, signal };
    const problem = await putBack(original, put);
    await this.#seen(original, put);
    return problem === null
      ? nothing
      : { left: [`${resource} of account ${account}: ${problem}`], foreign: [] };
  }

  /** Whoever reads next must not find what was there before, where reads lag writes. */
  async #seen(original: Snapshot, { reach, target: { timing }, signal }: Put): Promise<void> {
    if (timing.consistencyWindow === 0 || original.kind === 'region') return;
    // One that was not there at first cannot be deleted.
    if (original.kind === 'primary-contact' && !original.contact) return;
    await pollUntil(
      () => takeSnapshot(this.#contract, original.kind, reach),
      (now) => isDeepStrictEqual(now, original),
      { withinMs: timing.consistencyWindow, signal: signal ?? new AbortController().signal },
    );
  }

  async #writeAhead(
    request: WireRequest,
    change: {
      account: string;
      resource: Resource;
      operation: string;
      reach: Reach;
      snapshot: Snapshot | null;
      name: Json | undefined;
    },
  ): Promise<void> {
    const { account, resource, operation, reach, snapshot } = change;
    if (!snapshot) {
      throw new Blocked(`${resource} of account ${account} is not touched: what it is cannot be read`);
    }
    const name = partNamed(snapshot, change.name);
    const put: Put = { contract: this.#contract, reach, names: 'all', target: this.#target };
    const ahead = () =>
      this.#restorer.writeAhead(account, resource, { snapshot, put, operation, name, request });
    await ahead();
    // Once for the whole resource: to compare it puts back what is ours, and that includes what this attempt wrote.
    const key = `${account} ${resource}`;
    const compared = this.#compared.get(key) ?? this.#compare(account, resource);
    this.#compared.set(key, compared);
    await compared;
    // Refuses now, where somebody else has changed it since the last time.
    if (this.#foreign.length > 0) await ahead();
  }

  /** What somebody else changed between two rules must not be overwritten. */
  async #compare(account: string, resource: Resource): Promise<void> {
    const { foreign } = await this.#restorer.compareOne(account, resource);
    this.#foreign.push(...foreign);
  }

  #accounts(identity: Identity, accountId: Json | undefined): string[] {
    const own = accountOf(identity);
    return typeof accountId === 'string' && accountId !== own ? [own, accountId] : [own];
  }

  /** The addresses to which an update may be pending then, in whatever reading of the request. */
  #markEmails(account: string, identity: Identity, emails: readonly string[]): void {
    const resource = 'primary-email';
    const key = `${account} ${resource}`;
    const { names: known, askedBy = new Set<Identity>() } = this.#dirty.get(key) ?? {};
    const names = new Set(known instanceof Set ? known : []).union(new Set(emails));
    this.#dirty.set(key, { account, resource, names, askedBy: askedBy.add(identity) });
  }

  /** Whether it was marked since the state was last put back, so that its original is known. */
  #isMarked(account: string, resource: Resource, name: Json | undefined): boolean {
    if (resource === 'primary-email') return false;
    const names = this.#dirty.get(`${account} ${resource}`)?.names;
    return names === 'all' || (typeof name === 'string' && names?.has(name) === true);
  }

  #mark(account: string, resource: Resource, name: Json | undefined): void {
    const key = `${account} ${resource}`;
    const known = this.#dirty.get(key)?.names;
    const names =
      known === 'all' || typeof name !== 'string' ? 'all' : (known ?? new Set<string>()).add(name);
    this.#dirty.set(key, { account, resource, names });
  }
}

/** What may not be sent cannot be put back either. */
function whyNotSent(error: unknown): string {
  if (error instanceof SafetyRefusal) return error.message;
  throw error;
}

/** The part of a resource that a request names, as a lenient service would read it. */
function partNamed(snapshot: Snapshot, name: Json | undefined): string {
  if (snapshot.kind === 'primary-contact' || snapshot.kind === 'primary-email') return snapshot.kind;
  if (typeof name !== 'string') return ANY_NAME;
  if (snapshot.kind === 'alternate-contact') return name in snapshot.contacts ? name : ANY_NAME;
  return Object.keys(snapshot.statuses).find((region) => textKey(region) === textKey(name)) ?? name;
}

/** Who acts on an account where its state is put back. `null`: nobody can. */
export function reachedBy(account: string, target: Target): Identity | null {
  const own = target.identities.find((identity) => accountOf(identity) === account);
  return own ?? managerOf(account, target);
}

/** The identity of the management account of which an account is a member. `null`: it has none. */
function managerOf(account: string, { identities, world }: Target): Identity | null {
  const organization = world.organizations.find(({ members }) => members.includes(account));
  const manager = identities.find(
    ({ accountId }) => accountId !== null && accountId === organization?.management,
  );
  return manager ?? null;
}

function mayNameAccounts({ role }: Identity): boolean {
  return role === 'management' || role === 'delegatedAdmin';
}

function accountOf(identity: Identity): string {
  return identity.accountId ?? `@${identity.name}`;
}
