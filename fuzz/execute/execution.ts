import { setTimeout as delay } from 'node:timers/promises';
import { judgeInput, type InputVerdict } from '../../oracle/input/input-verdict.ts';
import { UNKNOWN_STATE, type State } from '../../oracle/state/state.ts';
import type { Contract, Operation, Resource } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { readAnswer, type Answer } from '../../harness/answers/answer.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import { pollUntil } from '../../harness/poll.ts';
import { isPending, statusOf } from '../../harness/resources/region/changeable.ts';
import type { RestorerSession } from '../../harness/restore/restorer-session.ts';
import { BrokenConnection, HarnessFault } from '../../harness/errors.ts';
import type { Exchange, WireClient, WireRequest } from '../../targets/transport/exchange.ts';
import type { ReadLag } from '../../targets/pacing/read-lag.ts';
import { attemptsOf, resendOnReset } from '../../targets/pacing/resend-on-reset.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { accountActedOn, accountsTouched, textOf, type FuzzCall } from '../fuzz-call.ts';
import { indistinguishableBreach, hidesAccount, type Compared } from './indistinguishable.ts';
import { isOfModel, type Breach } from './breach.ts';
import type { Examined, Examiner, SentCall } from './examiner.ts';

/** What all sequences of a fuzz run share. */
export interface FuzzEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly examiner: Examiner;
  /** What was seen of how far reads lag writes. */
  readonly lag: ReadLag;
  /** Regions of accounts that stayed on their way for all the time that they may take. */
  readonly neverSettled: Set<string>;
  readonly signal: AbortSignal;
  /** Resolves when the next request may go out. */
  readonly pace: () => Promise<void> | null;
  /** Told of every request. */
  readonly onRequest: () => void;
}

/** Who remembers what was changed: of the group's own accounts, and of others that no call should have changed. */
interface Restorers {
  readonly own: RestorerSession;
  readonly foreign: RestorerSession;
}

/** Whether a read that breaks this gets the whole consistency window, though what was seen says that less will do. */
export type NeedsProof = (breach: Breach) => boolean;

/** One call with its answer and what that breaks. */
export interface Performed {
  readonly call: FuzzCall;
  readonly request: WireRequest;
  readonly input: JsonObject;
  readonly answer: Answer;
  readonly before: State;
  readonly breaches: readonly Breach[];
}

const LOST = new Set(['refused', 'dns', 'tls']);
/** A busy machine may run out of ports for a moment. */
const SECOND_TRY_MS = 200;

/** One sequence of calls, with what is known of the target after them: at first nothing. */
export class Execution {
  state: State = UNKNOWN_STATE;
  readonly #environment: FuzzEnvironment;
  readonly #identities: ReadonlyMap<string, Identity>;
  readonly #restorers: Restorers;
  /** The page tokens that were issued, by the call that got them. */
  readonly #tokens = new Map<number, string>();
  readonly #needsProof: NeedsProof;
  /** Before that the state was put back, which was a write too. */
  readonly #begun: number;
  /** The last call, where its refusal must not tell whether an account exists. */
  #refusal: Compared | null = null;

  constructor(environment: FuzzEnvironment, restorers: Restorers, needsProof: NeedsProof) {
    this.#environment = environment;
    this.#restorers = restorers;
    this.#needsProof = needsProof;
    this.#begun = environment.lag.pace.now();
    this.#identities = new Map(environment.target.identities.map((one) => [one.name, one]));
  }

  /**
   * Sends a call and judges its answer. @param foreign the account that it names belongs to another group.
   * @throws {HarnessFault} where the target cannot be reached, {@link BrokenConnection} where what it did is not known.
   */
  async perform(call: FuzzCall, foreign: boolean): Promise<Performed> {
    const { contract, lag } = this.#environment;
    const identity = this.#identities.get(call.identity);
    if (!identity) throw new HarnessFault(`the target has no identity "${call.identity}"`);
    const input = this.#inputOf(call);
    const request = call.wire
      ? { ...call.wire, identity, operation: call.operation }
      : operationRequest(contract, identity, call.operation, input, this.#provoked(call, input));
    const { changes = null, reads = null } = contract.operations[call.operation] ?? {};
    const accounts = accountsTouched(identity, { input });
    const mayLag = changes === null && this.#age(accounts, reads) < lag.windowMs;
    const before = this.state;
    const asked: Asked = { call, identity, input, request };
    let judged = call.untilSettled
      ? await this.#readSettled(asked)
      : await this.#askKept(asked, changes !== null, foreign);
    if (mayLag && isRefuted(judged)) {
      // A page token may be good for one request.
      judged =
        input['NextToken'] === undefined
          ? await this.#readAgain(asked, accounts, { name: call.operation, reads })
          : { ...judged, breaches: judged.breaches.filter((breach) => !isOfModel(breach)) };
    }
    const { answer, breaches, state } = judged;
    const mayBeDone = answer.status === null || answer.status < 400 || answer.status >= 500;
    if (changes && mayBeDone && lag.windowMs > 0) for (const one of accounts) lag.wrote(one, changes);
    const token = answer.output?.['NextToken'];
    if (!call.wire && typeof token === 'string') this.#tokens.set(call.id, token);
    // What a read shows while it may lag is not what the next one shows.
    this.state = mayLag ? { ...state, accounts: before.accounts } : state;
    const compared = { call, identity, input, answer };
    return { call, request, input, answer, before, breaches: [...breaches, ...this.#compare(compared)] };
  }

  /** What is wrong beside the answer to a call before, which is kept for the next one. */
  #compare(compared: Compared): Breach[] {
    const { contract, target } = this.#environment;
    const { indistinguishableFrom } = compared.call;
    const first = this.#refusal;
    this.#refusal = hidesAccount(compared, target) ? compared : null;
    if (indistinguishableFrom === undefined || first?.call.id !== indistinguishableFrom) return [];
    const breach = indistinguishableBreach(first, compared, contract);
    return breach ? [breach] : [];
  }

  /** Whether the last call was refused for an account of others, so that one for no account may be compared. */
  get refusedForOthers(): boolean {
    return this.#refusal !== null;
  }

  /** Where it may change something, that is remembered. */
  #askKept(asked: Asked, changes: boolean, foreign: boolean): Promise<Judged> {
    if (!changes) return this.#ask(asked);
    const restorer = this.#restorers[foreign ? 'foreign' : 'own'];
    return restorer.sending(
      asked.request,
      asked.input,
      () => this.#ask(asked),
      ({ answer }) => answer.status,
      this.#environment.signal,
    );
  }

  /** Sends a request and judges its answer by what is known before it. */
  async #ask({ call, identity, input, request }: Asked): Promise<Judged> {
    const { contract, examiner } = this.#environment;
    const answer = readAnswer(await this.#send(request), contract);
    const { state, breaches } = examiner.examine(this.state, { call, identity, input, answer });
    return { answer, state, breaches };
  }

  /**
   * Reads until what comes is right, as long as what was seen makes sensible; until the window ends where the failure
   * is not established yet.
   */
  async #readAgain(
    asked: Asked,
    accounts: readonly string[],
    read: Pick<Operation, 'name' | 'reads'>,
  ): Promise<Judged> {
    const { lag, signal } = this.#environment;
    const left = () => Math.max(0, lag.windowMs - this.#age(accounts, read.reads));
    let age = 0;
    const again = (withinMs: number) =>
      pollUntil(
        () => {
          age = this.#age(accounts, read.reads);
          return this.#ask(asked);
        },
        (judged) => !isRefuted(judged),
        { withinMs: Math.min(withinMs, left()), pace: lag.pace, signal },
      );
    let judged = await again(lag.patience(read));
    const unproven = judged.breaches.some((breach) => isOfModel(breach) && this.#needsProof(breach));
    if (unproven && left() > 0) judged = await again(lag.windowMs);
    if (isRefuted(judged)) lag.stayedWrong(read);
    else if (read.reads !== null) lag.sawStale(read.reads, age);
    return judged;
  }

  /** Milliseconds since the resource was changed, or may have been put back. */
  #age(accounts: readonly string[], resource: Resource | null): number {
    const { lag } = this.#environment;
    if (lag.windowMs === 0) return 0;
    const sinceBegun = lag.pace.now() - this.#begun;
    return resource === null ? sinceBegun : Math.min(lag.age(accounts, resource), sinceBegun);
  }

  /** Reads the status of a region until no change of it is under way; one that never ended is waited for once. */
  async #readSettled(asked: Asked): Promise<Judged> {
    const { signal, target, lag, neverSettled } = this.#environment;
    const region = `${accountActedOn(asked.identity, asked)} ${textOf(asked, 'RegionName')}`;
    const isSettled = ({ answer }: Judged) => !isPending(statusOf(answer));
    const withinMs = neverSettled.has(region) ? 0 : target.timing.regionTimeout;
    const judged = await pollUntil(() => this.#ask(asked), isSettled, { withinMs, pace: lag.pace, signal });
    if (!isSettled(judged)) neverSettled.add(region);
    return judged;
  }

  async #send(request: WireRequest): Promise<Exchange> {
    const { client, pace, signal, onRequest } = this.#environment;
    const allowed = pace();
    if (allowed) await allowed;
    signal.throwIfAborted();
    const resent = await resendOnReset(client, request, signal);
    for (const _ of attemptsOf(resent)) onRequest();
    BrokenConnection.throwIfBroken(resent);
    let { exchange } = resent;
    if (exchange.fault && LOST.has(exchange.fault.kind)) {
      await delay(SECOND_TRY_MS);
      exchange = await client.send(request, signal);
    }
    const { fault } = exchange;
    if (fault && (LOST.has(fault.kind) || fault.kind === 'aborted')) {
      signal.throwIfAborted();
      throw new HarnessFault(`${fault.kind}: ${fault.message}`);
    }
    return exchange;
  }

  /** Also what was drawn as valid may lack a member by now: calls are mutated, and cut down. */
  #provoked({ kind, operation }: FuzzCall, input: JsonObject): readonly ['body'] | undefined {
    const shape = this.#environment.contract.operations[operation]?.input;
    return PROVOKED[kind] ?? (shape && judgeInput(shape, input).some(isInvalid) ? ['body'] : undefined);
  }

  #inputOf({ token, input }: FuzzCall): JsonObject {
    if (!token) return input;
    const issued = this.#tokens.get(token.of);
    if (issued === undefined) return input;
    return { ...input, NextToken: token.altered ? altered(issued) : issued };
  }
}

interface Asked extends Omit<SentCall, 'answer'> {
  readonly request: WireRequest;
}

interface Judged extends Examined {
  readonly answer: Answer;
}

function isInvalid({ acceptance }: InputVerdict): boolean {
  return acceptance === 'must-refuse';
}

function isRefuted({ breaches }: Examined): boolean {
  return breaches.some(isOfModel);
}

const PROVOKED: Readonly<Partial<Record<FuzzCall['kind'], readonly ['body']>>> = {
  unusual: ['body'],
  'one-fault': ['body'],
  'more-faults': ['body'],
};

/** Another text of the same length; in the middle, since the last character of an encoding may hold spare bits. */
function altered(token: string): string {
  const at = Math.floor(token.length / 2);
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}
