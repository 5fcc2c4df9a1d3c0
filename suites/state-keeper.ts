import type { Contract, Resource } from '../spec/contract.ts';
import type { Json } from '../spec/json.ts';
import type { WireClient, WireRequest } from '../targets/exchange.ts';
import type { Identity, Target } from '../targets/target.ts';
import type { Answer } from './answer.ts';
import { asObject, parseBody, readAnswer } from './answer.ts';
import { operationRequest } from './operation-request.ts';
import type { Put } from './restore/put-back.ts';
import { putBack } from './restore/put-back.ts';
import type { Snapshot } from './restore/snapshot.ts';
import { takeSnapshot } from './restore/snapshot.ts';

/** Calls an operation on one account, by whichever identity can. */
export type Reach = (operation: string, input: { [member: string]: Json }) => Promise<Answer>;

/**
 * Knows what the target's state was before the first change, and puts it back: after each rule what that rule
 * touched, after the run everything. Originals are read once per account and resource.
 */
export class StateKeeper {
  readonly #target: Target;
  readonly #contract: Contract;
  readonly #client: WireClient;
  readonly #originals = new Map<string, Promise<Snapshot | null>>();

  constructor(target: Target, contract: Contract, client: WireClient) {
    this.#target = target;
    this.#contract = contract;
    this.#client = client;
  }

  open(): KeeperSession {
    return new KeeperSession(this, this.#contract, this.#target);
  }

  /** The state before the first change; `null`: it cannot be read, so it cannot be put back. */
  original(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null> {
    const key = `${account} ${resource}`;
    const known = this.#originals.get(key);
    if (known) return known;
    const taken = takeSnapshot(this.#contract, resource, reach);
    this.#originals.set(key, taken);
    return taken;
  }

  /** Everything that was ever about to change. */
  touched(): { account: string; resource: Resource }[] {
    return [...this.#originals.keys()].map((key) => {
      const [account = '', resource = ''] = key.split(' ');
      return { account, resource: resource as Resource };
    });
  }

  /** How an account is reached: its own identity, else the management account's. `null`: by nobody. */
  reach(account: string, signal?: AbortSignal): Reach | null {
    const own = this.#target.identities.find((identity) => accountOf(identity) === account);
    if (own) return (operation, input) => this.#call(own, operation, input, signal);
    const organization = this.#target.world.organizations.find(({ members }) => members.includes(account));
    const manager = this.#target.identities.find(
      (identity) => identity.accountId !== null && identity.accountId === organization?.management,
    );
    if (!manager) return null;
    return (operation, input) => this.#call(manager, operation, { AccountId: account, ...input }, signal);
  }

  async #call(identity: Identity, operation: string, input: Json, signal?: AbortSignal): Promise<Answer> {
    const request = operationRequest(this.#contract, identity, operation, input);
    return readAnswer(await this.#client.send(request, signal), this.#contract);
  }
}

/** What one attempt touched. */
export class KeeperSession {
  readonly #keeper: StateKeeper;
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #dirty = new Map<string, { account: string; resource: Resource; names: Set<string> | 'all' }>();

  constructor(keeper: StateKeeper, contract: Contract, target: Target) {
    this.#keeper = keeper;
    this.#contract = contract;
    this.#target = target;
  }

  /** Reads the original of what this request may change, before it goes out. */
  async beforeSending(request: WireRequest, input: Json | undefined): Promise<void> {
    const operation = request.operation === null ? undefined : this.#contract.operations[request.operation];
    const resource = operation?.changes;
    if (!resource || !request.identity) return;
    const members = asObject(input ?? parseBody(request.body));
    for (const account of this.#accounts(request.identity, members?.['AccountId'])) {
      const reach = this.#keeper.reach(account);
      if (!reach) continue;
      await this.#keeper.original(account, resource, reach);
      this.#mark(account, resource, members?.['AlternateContactType'] ?? members?.['RegionName']);
    }
  }

  /** Puts back what was touched since the last time. Returns what could not be, in words. */
  async restore(signal?: AbortSignal): Promise<string[]> {
    const problems: string[] = [];
    for (const [key, { account, resource, names }] of this.#dirty) {
      const reach = this.#keeper.reach(account, signal);
      if (!reach) continue;
      const original = await this.#keeper.original(account, resource, reach);
      if (!original) continue;
      const put: Put = { contract: this.#contract, reach, names, timing: this.#target.timing, signal };
      const problem = await putBack(original, put);
      if (problem === null) this.#dirty.delete(key);
      else problems.push(`${resource} of account ${account}: ${problem}`);
    }
    return problems;
  }

  #accounts(identity: Identity, accountId: Json | undefined): string[] {
    const own = accountOf(identity);
    return typeof accountId === 'string' && accountId !== own ? [own, accountId] : [own];
  }

  #mark(account: string, resource: Resource, name: Json | undefined): void {
    const key = `${account} ${resource}`;
    const known = this.#dirty.get(key)?.names;
    const names =
      known === 'all' || typeof name !== 'string' ? 'all' : (known ?? new Set<string>()).add(name);
    this.#dirty.set(key, { account, resource, names });
  }
}

function accountOf(identity: Identity): string {
  return identity.accountId ?? `@${identity.name}`;
}
