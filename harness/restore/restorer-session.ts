import { sameSnapshot } from './same-contact.ts';
import type { Contract, Resource } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import { accountsRead, boundCountry } from '../../targets/guard/allowed-values.ts';
import { operationsNamed } from '../../targets/guard/guard-operation.ts';
import { valuesNamed } from '../../targets/guard/guard-values.ts';
import type { ReadLag } from '../../targets/pacing/read-lag.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { asObject, parseBody } from '../answers/answer.ts';
import { pollUntil } from '../poll.ts';
import type { Debris } from './debris.ts';
import { OddChanges } from './odd-changes.ts';
import type { PutBack } from './compare-and-put-back.ts';
import { putBack, type Comparing, type Put } from './put-back.ts';
import { takeSnapshot, type Reach, type Snapshot } from './snapshot.ts';
import { accountOf, mayNameAccounts } from './who-reaches.ts';
import { namesOf, type WriteAhead, type Look } from './write-ahead.ts';
import { Blocked, Untouched } from '../errors.ts';
import type { RegionPlan } from '../resources/region/plan.ts';

/** What one request may change in one account. */
interface Change {
  readonly identity: Identity;
  readonly account: string;
  readonly resource: Resource;
  readonly operation: string;
  /** The kind of contact, or the region, that it names. */
  readonly named: Json | undefined;
  /** The account that it names. */
  readonly accountId: Json | undefined;
}

/** What is asked of the state restorer. */
interface Restorer {
  readonly journaled: boolean;
  /** What is left of the run itself. */
  readonly debris: Debris;
  /** What was written, and is about to be. */
  readonly ahead: WriteAhead;
  readonly lag: ReadLag | null;
  readonly waitsUntilSeen: boolean;
  readonly regions: RegionPlan | null;
  defer(account: string, names: ReadonlySet<string> | 'all'): void;
  reach(account: string, resource: Resource, signal?: AbortSignal): Reach | null;
  reachAs(identity: Identity, account: string, signal?: AbortSignal): Reach;
  original(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null>;
  compareOne(account: string, resource: Resource, how?: Comparing): Promise<PutBack>;
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
  readonly #restorer: Restorer;
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #dirty = new Map<string, Touched>();
  /** Compared before the first change of this attempt. */
  readonly #compared = new Map<string, Promise<void>>();
  readonly #foreign: string[] = [];
  readonly #odd: OddChanges;

  constructor(restorer: Restorer, contract: Contract, target: Target) {
    this.#restorer = restorer;
    this.#odd = new OddChanges(restorer, target.world);
    this.#contract = contract;
    this.#target = target;
  }

  /** What is left of the run itself. */
  get debris(): Debris {
    return this.#restorer.debris;
  }

  /**
   * Reads the original of what this request may change, before it goes out, and writes it ahead. Where the request names
   * no region, what it changed is read right after it.
   * @throws {Blocked} where it could not be put back, and {StateFault} where it cannot be written ahead, on a target
   * whose state is journaled.
   */
  async sending<T>(
    request: WireRequest,
    input: Json | undefined,
    send: () => Promise<T>,
    statusOf: (sent: T) => number | null | undefined,
    /** Ends what is read before; what is read after, or put back, is not cut short. */
    signal?: AbortSignal,
  ): Promise<T> {
    const changes = this.#changesOf(request, input);
    // Nearly all requests: one promise more for each is a percent of the time that it takes.
    if (changes.length === 0) return send();
    const after: Look[] = [];
    for (const change of changes) after.push(...(await this.#beforeChange(request, change, signal)));
    signal?.throwIfAborted();
    let refused = false;
    try {
      const sent = await send();
      const status = statusOf(sent) ?? 0;
      if (status >= 200 && status < 300) await this.#odd.note(changes);
      refused = status >= 400 && status < 500;
      return sent;
    } finally {
      for (const look of after) await look(!refused);
    }
  }

  /** What a request may change, but for what is known to be put back already. */
  #changesOf(request: WireRequest, input: Json | undefined): Change[] {
    const changes: Change[] = [];
    const { identity } = request;
    if (!identity) return changes;
    for (const { name: operation, changes: resource } of operationsNamed(request, this.#contract)) {
      if (!resource) continue;
      const members = asObject(input ?? parseBody(request.body));
      const named = members?.['AlternateContactType'] ?? members?.['RegionName'];
      const accountId = members?.['AccountId'];
      const accounts =
        resource === 'primary-email'
          ? valuesNamed(request, 'AccountId')
          : [...this.#accounts(identity, accountId), ...this.#otherReadings(request)];
      for (const account of new Set(accounts)) {
        if (!this.#restorer.journaled && this.#isMarked(account, resource, named)) continue;
        changes.push({ identity, account, resource, operation, named, accountId });
      }
    }
    return changes;
  }

  async #beforeChange(
    request: WireRequest,
    { identity, account, resource, operation, named, accountId }: Change,
    signal: AbortSignal | undefined,
  ): Promise<Look[]> {
    signal?.throwIfAborted();
    const reach = this.#restorer.reach(account, resource, signal);
    if (!reach) return [];
    const snapshot = await this.#restorer.original(account, resource, reach);
    if (snapshot?.kind === 'primary-contact') refuseMove(account, snapshot.contact, request);
    // A call on another account is made also where the caller's own state cannot be read.
    const needed = snapshot !== null || typeof accountId !== 'string' || account === accountId;
    const change = { account, resource, operation, reach, snapshot, named };
    const after = this.#restorer.journaled && needed ? await this.#writeAhead(request, change) : [];
    if (resource === 'primary-email')
      this.#markEmails(account, identity, valuesNamed(request, 'PrimaryEmail'));
    else this.#mark(account, resource, named);
    return after;
  }

  /** Puts back what was touched since the last time, all accounts at once. Returns what could not be, in words. */
  async restore(signal?: AbortSignal): Promise<string[]> {
    await this.#odd.takeAway();
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

  async #putBack(
    { account, resource, names, askedBy = new Set<Identity>() }: Touched,
    signal?: AbortSignal,
  ): Promise<PutBack> {
    const nothing: PutBack = { left: [], foreign: [], mended: [] };
    if (resource === 'region' && this.#restorer.regions?.isSlow) {
      this.#restorer.defer(account, names);
      return nothing;
    }
    if (this.#restorer.journaled) {
      // Where reads were seen to lag, each waits until what was written shows in it.
      const written = this.#restorer.lag?.lags(resource) ? new Set<string>() : names;
      return this.#restorer.compareOne(account, resource, { written, signal });
    }
    const reach = this.#restorer.reach(account, resource, signal);
    const original = reach && (await this.#restorer.original(account, resource, reach));
    if (!reach || !original) return nothing;
    const askers = [...askedBy].filter((one) => mayNameAccounts(one));
    const askedThrough = askers.map((one) => this.#restorer.reachAs(one, account, signal));
    const put: Put = {
      contract: this.#contract,
      reach,
      names,
      askedThrough,
      target: this.#target,
      regions: this.#restorer.regions?.of(account) ?? null,
      debris: this.debris,
      signal,
    };
    const problem = await putBack(original, put);
    await this.#seen(original, put);
    return problem === null
      ? nothing
      : { ...nothing, left: [`${resource} of account ${account}: ${problem}`] };
  }

  /** Whoever reads next must not find what was there before, where reads lag writes. */
  async #seen(original: Snapshot, { reach, target: { timing }, signal }: Put): Promise<void> {
    if (timing.consistencyWindow === 0 || original.kind === 'region') return;
    const { lag, waitsUntilSeen } = this.#restorer;
    if (!waitsUntilSeen || lag?.lags(original.kind)) return;
    // One that was not there at first cannot be deleted.
    if (original.kind === 'primary-contact' && !original.contact) return;
    const read = { name: `${original.kind} as it was`, reads: original.kind };
    const isBack = (now: Snapshot | null) => sameSnapshot(this.#contract, now, original);
    const now = await pollUntil(() => takeSnapshot(this.#contract, original.kind, reach), isBack, {
      withinMs: lag?.patience(read) ?? timing.consistencyWindow,
      pace: lag?.pace,
      signal: signal ?? new AbortController().signal,
    });
    if (!isBack(now)) lag?.stayedWrong(read);
  }

  async #writeAhead(
    request: WireRequest,
    change: {
      account: string;
      resource: Resource;
      operation: string;
      reach: Reach;
      snapshot: Snapshot | null;
      named: Json | undefined;
    },
  ): Promise<Look[]> {
    const { account, resource, operation, reach, snapshot } = change;
    if (!snapshot) {
      throw new Untouched(account, resource);
    }
    const names = namesOf(snapshot, change.named, request);
    const put: Put = {
      contract: this.#contract,
      reach,
      names: 'all',
      target: this.#target,
      regions: this.#restorer.regions?.of(account) ?? null,
    };
    const all = { snapshot, put, operation, names, request };
    const ahead = () => this.#restorer.ahead.write(account, resource, all);
    await ahead();
    // Once for the whole resource: to compare it puts back what is ours, and that includes what this attempt wrote.
    const key = `${account} ${resource}`;
    const compared = this.#compared.get(key) ?? this.#compare(account, resource);
    this.#compared.set(key, compared);
    await compared;
    // Refuses now, where somebody else has changed it since the last time.
    if (this.#foreign.length > 0) await ahead();
    for (const name of names) this.#restorer.ahead.ownOf(key).goesOut(name);
    return names.length === 0 ? [await this.#restorer.ahead.writeUnnamed(account, all)] : [];
  }

  /** What somebody else changed between two rules must not be overwritten. */
  async #compare(account: string, resource: Resource): Promise<void> {
    // It would put back what another rule may need. What others change is looked for before each write.
    if (resource === 'region' && this.#restorer.regions?.isSlow) return;
    const { foreign } = await this.#restorer.compareOne(account, resource, { written: new Set() });
    this.#foreign.push(...foreign);
  }

  #accounts(identity: Identity, accountId: Json | undefined): string[] {
    const own = accountOf(identity);
    return typeof accountId === 'string' && accountId !== own ? [own, accountId] : [own];
  }

  /** What is journaled has to cover whichever account a lenient service finds in the request. */
  #otherReadings(request: WireRequest): string[] {
    return this.#restorer.journaled ? accountsRead(request) : [];
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
    // A name that is none may be taken for one that nothing has.
    return typeof name === 'string' && (names === 'all' || names?.has(name) === true);
  }

  #mark(account: string, resource: Resource, name: Json | undefined): void {
    const key = `${account} ${resource}`;
    const known = this.#dirty.get(key)?.names;
    const names =
      known === 'all' || typeof name !== 'string' ? 'all' : (known ?? new Set<string>()).add(name);
    this.#dirty.set(key, { account, resource, names });
  }
}

/**
 * On no target is an account moved from or to a country that it cannot leave.
 * @throws {Blocked} where the request would.
 */
function refuseMove(account: string, original: JsonObject | null, request: WireRequest): void {
  const contact = asObject(asObject(parseBody(request.body))?.['ContactInformation']);
  const [from, to] = [original, contact].map((one) => one?.['CountryCode']);
  if (typeof to !== 'string') return;
  const left = typeof from === 'string' ? boundCountry(from) : null;
  const entered = boundCountry(to);
  const bound = left ?? entered;
  if (left === entered || bound === null) return;
  throw new Blocked(
    `country ${bound}: account ${account} cannot change from it or to it; use an account of another country`,
  );
}
