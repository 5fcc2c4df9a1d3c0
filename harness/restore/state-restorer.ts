import type { ReadLag } from '../../targets/pacing/read-lag.ts';
import { alwaysNamesAccount, type Contract, type Resource } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import type { Journal } from '../../targets/journal/journal.ts';
import { letGo, type JournalEntry } from '../../targets/journal/journal-line.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { readAnswer, type Answer } from '../answers/answer.ts';
import { operationRequest } from '../contract-lookup.ts';
import { Debris } from './debris.ts';
import { compareAndPutBack, type PutBack } from './compare-and-put-back.ts';
import { putBack, type Comparing, type Put } from './put-back.ts';
import { ANY_NAME } from './own-writes.ts';
import type { RegionPlan } from '../resources/region/plan.ts';
import {
  asSnapshot,
  READ_EMAIL,
  readableContacts,
  takeSnapshot,
  type Reach,
  type Snapshot,
} from './snapshot.ts';
import { accountOf, managerOf, reachedBy } from './who-reaches.ts';
import { WriteAhead } from './write-ahead.ts';

import { RestorerSession } from './restorer-session.ts';

/** What came of all resources. */
export interface RestoredAll extends PutBack {
  /** Those of which not all is as it was. */
  readonly accounts: readonly string[];
}

export interface RestorerOptions {
  /** Where originals and our own values are written ahead. With it, values that are not ours are left alone. */
  readonly journal?: Journal | null;
  /** Says why nothing more may be changed, such as a lock that is gone. */
  readonly lost?: () => string | null;
  /** Told what was put back though it was nothing that we wrote as a whole. */
  readonly onMended?: (problem: string) => void;
  /** Told what was read, before anything else is done with it. */
  readonly onOriginal?: (snapshot: Snapshot) => void;
  /** Whether the contacts are read before the first rule, since nothing of them may be shown. */
  readonly readFirst?: boolean;
  /** Told what was answered to what the restorer itself asks. */
  readonly onAnswer?: (answer: Answer, input: Json) => void;
  /** How far reads lag; where it is known, what was put back is not waited for, since the next read waits. */
  readonly lag?: ReadLag | null;
  /** Whether what was put back is waited for where reads may lag: not where whoever reads next reckons with that anyway. */
  readonly waitsUntilSeen?: boolean;
  readonly regions?: RegionPlan | null;
}

/**
 * Knows what the target's state was before the first change, and puts it back: after each rule what that rule
 * touched, after the run everything. Originals are read once per account and resource.
 */
export class StateRestorer {
  readonly #target: Target;
  readonly #contract: Contract;
  readonly #client: WireClient;
  /** What was written, and is about to be. */
  readonly ahead: WriteAhead;
  readonly lag: ReadLag | null;
  readonly waitsUntilSeen: boolean;
  readonly regions: RegionPlan | null;
  /** Regions that rules have left as they were last needed, by account: where a change takes long, another rule may need just that. */
  readonly #deferred = new Map<string, Set<string>>();
  readonly #onOriginal: (snapshot: Snapshot) => void;
  readonly #originals = new Map<string, Promise<Snapshot | null>>();
  /** What is left of the run itself. */
  readonly debris = new Debris();

  readonly #onMended: (problem: string) => void;
  readonly #lost: () => string | null;
  readonly #onAnswer: NonNullable<RestorerOptions['onAnswer']>;

  constructor(
    target: Target,
    contract: Contract,
    client: WireClient,
    {
      journal = null,
      onOriginal = () => {},
      onMended = () => {},
      onAnswer = () => {},
      lost = () => null,
      lag = null,
      waitsUntilSeen = true,
      regions = null,
    }: RestorerOptions = {},
  ) {
    this.#onAnswer = onAnswer;
    this.#target = target;
    this.#contract = contract;
    this.#client = client;
    this.ahead = new WriteAhead(target, journal);
    this.#onOriginal = onOriginal;
    this.#onMended = onMended;
    this.#lost = lost;
    this.lag = lag;
    this.waitsUntilSeen = waitsUntilSeen;
    this.regions = regions;
  }

  /** Why nothing more may be changed, so that the run ends; `null`: it may. */
  get fault(): string | null {
    return this.ahead.journal?.fault?.message ?? this.#lost();
  }

  /** Whether what is put back is compared first. */
  get journaled(): boolean {
    return this.ahead.journal !== null;
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

  /**
   * Compares everything that was ever about to change with its original, all accounts at once. Returns what is not as it
   * was, in words.
   */
  async restoreAll(signal?: AbortSignal): Promise<RestoredAll> {
    const accounts = new Set<string>();
    const changed = [...this.ahead.all].flatMap(([key, own]) => (own.isEmpty ? [] : [key.split(' ')]));
    const byAccount = Map.groupBy(changed, ([account]) => account);
    const found = [...byAccount.values()].map(async (keys) => {
      const ofAccount: PutBack[] = [];
      for (const [account = '', resource = ''] of keys) {
        const one = await this.compareOne(account, resource as Resource, { signal });
        ofAccount.push(one);
        if (one.left.length + one.foreign.length > 0) accounts.add(account);
      }
      return ofAccount;
    });
    const all = (await Promise.all(found)).flat();
    return {
      left: all.flatMap(({ left }) => left),
      foreign: all.flatMap(({ foreign }) => foreign),
      mended: all.flatMap(({ mended }) => mended),
      accounts: [...accounts],
    };
  }

  /** Leaves regions as they are until the end of the run. */
  defer(account: string, names: ReadonlySet<string> | 'all'): void {
    const known = this.#deferred.get(account) ?? new Set();
    this.#deferred.set(account, names === 'all' ? known.add(ANY_NAME) : known.union(names));
  }

  /** Puts back the regions that were left, all accounts at once. Returns what could not be, in words. */
  async restoreDeferred(): Promise<string[]> {
    const deferred = [...this.#deferred];
    this.#deferred.clear();
    const problems = await Promise.all(
      deferred.map(async ([account, names]) => {
        const reach = this.reach(account, 'region');
        const original = reach && (await this.original(account, 'region', reach));
        if (!reach || !original) return null;
        const regions = this.regions?.of(account) ?? null;
        const put = { contract: this.#contract, reach, names, target: this.#target, regions };
        const problem = await putBack(original, put);
        return problem === null ? null : `region of account ${account}: ${problem}`;
      }),
    );
    return problems.filter((problem) => problem !== null);
  }

  /** Compares one resource with its original, and puts back what is ours. */
  async compareOne(account: string, resource: Resource, how: Comparing = {}): Promise<PutBack> {
    const where = (problem: string) => `${resource} of account ${account}: ${problem}`;
    const failed = (problem: string) => ({ left: [where(problem)], foreign: [], mended: [] });
    try {
      const reach = this.reach(account, resource, how.signal);
      const snapshot = await this.#originals.get(`${account} ${resource}`);
      if (!reach) return failed('nobody can reach it');
      if (!snapshot) return failed('what it was is not in the journal');
      const put: Put = {
        contract: this.#contract,
        reach,
        names: 'all',
        target: this.#target,
        regions: this.regions?.of(account) ?? null,
        debris: this.debris,
        ...how,
      };
      const found = await compareAndPutBack(snapshot, this.ahead.ownOf(`${account} ${resource}`), put);
      if (found.foreign.length > 0) this.ahead.stop(account, `${resource}: ${found.foreign.join('; ')}`);
      const mended = found.mended.map(where);
      for (const one of mended) this.#onMended(one);
      return { left: found.left.map(where), foreign: found.foreign.map(where), mended };
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  /** Takes over what an earlier run recorded, but for the accounts that were given up. */
  load(entries: readonly JournalEntry[]): void {
    for (const entry of letGo(entries)) {
      const key = `${entry.account} ${entry.resource}`;
      if (entry.kind === 'original') {
        const snapshot = asSnapshot(entry.snapshot);
        if (snapshot?.kind === entry.resource) this.#know(key, snapshot);
      } else this.ahead.load(key, entry);
    }
  }

  /** Reads the contacts of the identities' accounts, and the addresses of their members, so that nothing of them is shown. */
  async readContacts(signal?: AbortSignal): Promise<void> {
    if (this.#contract.operations[READ_EMAIL]) {
      for (const account of this.#target.world.organizations.flatMap(({ members }) => members)) {
        const reach = this.reach(account, 'primary-email', signal);
        const snapshot = reach && (await takeSnapshot(this.#contract, 'primary-email', reach));
        if (snapshot) this.#onOriginal(snapshot);
      }
    }
    for (const reach of this.#readers(signal)) {
      for await (const snapshot of readableContacts(this.#contract, reach)) this.#onOriginal(snapshot);
    }
  }

  /** Each identity for its own account, and who manages it for one without an identity. */
  #readers(signal?: AbortSignal): Reach[] {
    const { identities, safety } = this.#target;
    const own = identities.map(
      (identity): Reach =>
        (operation, input) =>
          this.#call(identity, operation, input, signal),
    );
    const known = new Set(identities.map(accountOf));
    const others = safety.accounts.filter((account) => !known.has(account));
    return [...own, ...others.flatMap((account) => this.reach(account, 'primary-contact', signal) ?? [])];
  }

  /** How a resource of an account is reached: by its own identity, else the management account's. `null`: by nobody. */
  reach(account: string, resource: Resource, signal?: AbortSignal): Reach | null {
    const by =
      resource === 'primary-email' ? managerOf(account, this.#target) : reachedBy(account, this.#target);
    return by && this.reachAs(by, account, signal);
  }

  /** An account as one identity reaches it. */
  reachAs(by: Identity, account: string, signal?: AbortSignal): Reach {
    const isOwn = accountOf(by) === account;
    return (name, input) => {
      const operation = this.#contract.operations[name];
      // A delegate has to name its own account where the operation acts on named ones alone.
      const isNamed = !isOwn || (operation !== undefined && alwaysNamesAccount(operation));
      return this.#call(by, name, isNamed ? { AccountId: account, ...input } : input, signal);
    };
  }

  async #takeOriginal(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null> {
    const snapshot = await takeSnapshot(this.#contract, resource, reach);
    if (!snapshot) return null;
    this.#onOriginal(snapshot);
    this.ahead.journal?.append({ kind: 'original', account, resource, snapshot });
    return snapshot;
  }

  #know(key: string, snapshot: Snapshot): void {
    this.#onOriginal(snapshot);
    this.#originals.set(key, Promise.resolve(snapshot));
  }

  async #call(identity: Identity, operation: string, input: Json, signal?: AbortSignal): Promise<Answer> {
    const request = { ...operationRequest(this.#contract, identity, operation, input), restores: true };
    // To read, or to bring to what it was, may be asked for twice.
    const { exchange } = await resendOnReset(this.#client, request, signal);
    const answer = readAnswer(exchange, this.#contract);
    this.#onAnswer(answer, input);
    return this.debris.isEmpty ? answer : this.debris.without(operation, answer);
  }
}
