import type { RecordedTrouble } from '../../results/record.ts';
import type { Contract, Resource } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import type { Exchange, WireClient } from '../../targets/transport/exchange.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { asObject, readAnswer, type Answer } from '../answers/answer.ts';
import { claimedReads, operationRequest } from '../contract-lookup.ts';
import { BlockedByTrouble } from '../errors.ts';
import { probeInput } from '../survey/implemented.ts';
import type { TracedCall } from '../trace.ts';
import { credentialSighting, denialSighting, type Sighting } from './sighting.ts';
import { tellTrouble } from './tell.ts';

/** What a run has met that says nothing about the service: one entry for each kind, whoever met it and however often. */
export class TroubleBook {
  readonly #target: Target;
  readonly #contract: Contract;
  readonly #client: WireClient;
  readonly #seen = new Map<string, Sighting[]>();
  /** Identities whose credentials are refused, and why. */
  readonly #refused = new Map<string, Sighting>();
  /** Identities that were answered before. */
  readonly #welcome = new Set<string>();
  /** By account and resource: why its state cannot be read. */
  readonly #unreadable = new Map<string, Sighting>();
  #lost: Sighting | null = null;
  requests = 0;

  constructor(target: Target, contract: Contract, client: WireClient) {
    this.#target = target;
    this.#contract = contract;
    this.#client = client;
  }

  /** What credentials that were good have become in mid-run, so that the run has to end; `null`: they are good. */
  get lost(): string | null {
    return this.#lost && this.textOf(this.#lost.kind);
  }

  /** @throws {BlockedByTrouble} where the credentials of an identity are refused. */
  throwIfRefused(identity: Identity | null): void {
    if (this.#refused.size === 0 || !identity) return;
    const found = this.#refused.get(identity.name);
    if (found) throw this.#blocked(found);
  }

  /** What the answer to a request with a right signature shows of its credentials; `null`: they are good. */
  suspicion(answer: Answer): Sighting | null {
    const found = credentialSighting(answer);
    const name = answer.exchange.request.identity?.name ?? '';
    if (!found && answer.status !== null) this.#welcome.add(name);
    return found;
  }

  /**
   * That credentials are refused is believed once another request of the same identity is refused so too.
   * @throws {BlockedByTrouble}
   */
  async throwIfConfirmed(found: Sighting, signal?: AbortSignal): Promise<void> {
    if (await this.isRefused(found.identity, found, signal)) throw this.#blocked(found);
  }

  /** Credentials that end soon and cannot be renewed. `expires`: when, as it is told. */
  expiring(identity: Identity, expires: string): BlockedByTrouble {
    const found: Sighting = { kind: 'expiring', identity, operation: '', found: expires, off: '' };
    this.#note(found);
    return this.#blocked(found);
  }

  /** Looks at the answer to a control. @throws {BlockedByTrouble} where it is denied for what is the caller's. */
  lookAtControl(answer: Answer, input: Json | undefined): void {
    this.#throwIf(denialSighting(answer, this.#target, input));
  }

  /** Looks at the call that a rule ended with, which it rests on, or whose answer it judges. @throws {BlockedByTrouble} */
  throwIfEnding(call: TracedCall | undefined, restsOnIt: boolean): void {
    const { loopback } = this.#target;
    if (!call) return;
    this.#throwIf(denialSighting(call.answer, this.#target, call.input, { silent: restsOnIt && !loopback }));
  }

  /** Looks at the answer to a read of what is there before it is changed. */
  lookAtRead(answer: Answer, input: Json): void {
    const found = denialSighting(answer, this.#target, input);
    const resource = found && this.#contract.operations[found.operation]?.reads;
    if (!found || !resource) return;
    const named = asObject(input)?.['AccountId'];
    const account = typeof named === 'string' ? named : (found.identity.accountId ?? found.identity.name);
    this.#unreadable.set(`${account} ${resource}`, found);
  }

  /** @throws {BlockedByTrouble} where what a resource holds cannot be read for what is the caller's. */
  throwIfUnreadable(account: string, resource: Resource): void {
    this.#throwIf(this.#unreadable.get(`${account} ${resource}`));
  }

  /** Whether another harmless request of an identity is refused for its credentials as well. */
  async isRefused(identity: Identity, found: Sighting | null, signal?: AbortSignal): Promise<boolean> {
    const reads = claimedReads(this.#contract, this.#target);
    const read = reads.find(({ name }) => name !== found?.operation) ?? reads[0];
    if (!read) return found !== null;
    const input = probeInput(this.#contract, read.name, 0);
    const request = operationRequest(this.#contract, identity, read.name, input);
    this.requests += 1;
    const again = readAnswer(await this.#client.send(request, signal), this.#contract);
    const confirmed = credentialSighting(again);
    if (!confirmed) return false;
    this.#note(found ?? confirmed);
    this.#refused.set(identity.name, found ?? confirmed);
    if (this.#welcome.has(identity.name)) this.#lost ??= found ?? confirmed;
    return true;
  }

  /** Why nobody can ask, by what came of the first request; `null`: somebody can. */
  async ruledOut(exchange: Exchange | null, signal?: AbortSignal): Promise<string | null> {
    const found = exchange && credentialSighting(readAnswer(exchange, this.#contract));
    const [first, ...others] = this.#target.identities;
    if (!first || !found || !(await this.isRefused(first, found, signal))) return null;
    const refused = await Promise.all(others.map((identity) => this.isRefused(identity, null, signal)));
    return refused.every(Boolean) ? this.textOf(found.kind) : null;
  }

  /** All that was met, as it is told. */
  recorded(): RecordedTrouble[] {
    return [...this.#seen.keys()].map((kind) => this.#tell(kind));
  }

  /** What was met of a kind, with what to do. */
  textOf(kind: string): string {
    const { met, next } = this.#tell(kind);
    return `${met}: ${next}`;
  }

  #throwIf(found: Sighting | null | undefined): void {
    if (!found) return;
    this.#note(found);
    throw this.#blocked(found);
  }

  #note(sighting: Sighting): void {
    const known = this.#seen.get(sighting.kind) ?? [];
    this.#seen.set(sighting.kind, known);
    const same = ({ identity, operation }: Sighting) =>
      identity.name === sighting.identity.name && operation === sighting.operation;
    if (!known.some(same)) known.push(sighting);
  }

  #blocked({ kind }: Sighting): BlockedByTrouble {
    return new BlockedByTrouble(kind, this.textOf(kind));
  }

  #tell(kind: string): RecordedTrouble {
    return tellTrouble(kind, this.#seen.get(kind) ?? [], this.#contract.edition);
  }
}
