import { setTimeout as delay } from 'node:timers/promises';
import type { State } from '../oracle/state.ts';
import { UNKNOWN_STATE } from '../oracle/state.ts';
import type { Contract } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import { readAnswer } from '../suites/answer.ts';
import type { Answer } from '../suites/answer.ts';
import { operationRequest } from '../suites/operation-request.ts';
import type { KeeperSession } from '../suites/state-keeper.ts';
import { BrokenConnection, HarnessFault } from '../suites/thrown.ts';
import type { WireClient, WireRequest } from '../targets/exchange.ts';
import { attemptsOf, insist } from '../targets/insist.ts';
import type { Identity, Target } from '../targets/target.ts';
import type { Breach } from './breach.ts';
import type { Examiner } from './examiner.ts';
import type { FuzzCall } from './fuzz-call.ts';

/** What all sequences of a fuzz run share. */
export interface FuzzEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly examiner: Examiner;
  readonly signal: AbortSignal;
  /** Resolves when the next request may go out. */
  readonly pace: () => Promise<void> | null;
  /** Told of every request. */
  readonly onRequest: () => void;
}

/** Who remembers what was changed: of the stage's own accounts, and of others that no call should have changed. */
export interface Keepers {
  readonly own: KeeperSession;
  readonly foreign: KeeperSession;
}

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
export class Thread {
  state: State = UNKNOWN_STATE;
  readonly #environment: FuzzEnvironment;
  readonly #identities: ReadonlyMap<string, Identity>;
  readonly #keepers: Keepers;
  /** The page tokens that were issued, by the call that got them. */
  readonly #tokens = new Map<number, string>();

  constructor(environment: FuzzEnvironment, keepers: Keepers) {
    this.#environment = environment;
    this.#keepers = keepers;
    this.#identities = new Map(environment.target.identities.map((one) => [one.name, one]));
  }

  /**
   * Sends a call and judges its answer. @param foreign the account that it names belongs to another stage.
   * @throws {HarnessFault} where the target cannot be reached, {@link BrokenConnection} where what it did is not known.
   */
  async perform(call: FuzzCall, foreign: boolean): Promise<Performed> {
    const { contract, client, examiner, pace, signal, onRequest } = this.#environment;
    const identity = this.#identities.get(call.identity);
    if (!identity) throw new HarnessFault(`the target has no identity "${call.identity}"`);
    const input = this.#inputOf(call);
    const request = call.wire
      ? { ...call.wire, identity, operation: call.operation }
      : operationRequest(contract, identity, call.operation, input, PROVOKED[call.kind]);
    const operation = contract.operations[call.operation];
    if (operation?.changes) await this.#keepers[foreign ? 'foreign' : 'own'].beforeSending(request, input);
    const allowed = pace();
    if (allowed) await allowed;
    signal.throwIfAborted();
    const insisted = await insist(client, request, signal);
    for (const _ of attemptsOf(insisted)) onRequest();
    BrokenConnection.throwIfBroken(insisted);
    let { exchange } = insisted;
    if (exchange.fault && LOST.has(exchange.fault.kind)) {
      await delay(SECOND_TRY_MS);
      exchange = await client.send(request, signal);
    }
    const { fault } = exchange;
    if (fault && (LOST.has(fault.kind) || fault.kind === 'aborted')) {
      signal.throwIfAborted();
      throw new HarnessFault(`${fault.kind}: ${fault.message}`);
    }
    const answer = readAnswer(exchange, contract);
    const token = answer.output?.['NextToken'];
    if (!call.wire && typeof token === 'string') this.#tokens.set(call.id, token);
    const before = this.state;
    const examined = examiner.examine(before, { call, identity, input, answer });
    this.state = examined.state;
    return { call, request, input, answer, before, breaches: examined.breaches };
  }

  #inputOf({ token, input }: FuzzCall): JsonObject {
    if (!token) return input;
    const issued = this.#tokens.get(token.of);
    if (issued === undefined) return input;
    return { ...input, NextToken: token.altered ? altered(issued) : issued };
  }
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
