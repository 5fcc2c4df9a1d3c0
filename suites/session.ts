import type { AnswerExpectation, JsonValue } from '../reports/record.ts';
import type { Contract } from '../spec/contract.ts';
import type { Exchange, WireClient, WireRequest } from '../targets/exchange.ts';
import { SafetyRefusal } from '../targets/safety-refusal.ts';
import type { Target } from '../targets/target.ts';
import type { Answer } from './answer.ts';
import { readAnswer } from './answer.ts';
import { Blocked, HarnessFault } from './thrown.ts';
import type { InvariantWatch } from './invariant-watch.ts';
import type { KeeperSession } from './state-keeper.ts';
import type { TracedCall } from './trace.ts';

/** What all rules of a run share. */
export interface RunEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly watch: InvariantWatch;
  /** Values drawn per property. */
  readonly runs: number;
  /** Requests that one rule may spend on shrinking. */
  readonly shrinkBudget: number;
}

export interface SendOptions {
  /** The input, where the request is an ordinary call. */
  readonly input?: JsonValue | undefined;
  readonly group?: number | undefined;
  readonly withinMs?: number | undefined;
}

const CONNECTION_FAULTS = new Set(['refused', 'dns', 'tls', 'aborted', 'other']);

/** One attempt at one rule: sends, keeps the calls, holds every exchange against the invariants. */
export class Session {
  readonly environment: RunEnvironment;
  readonly rule: string;
  readonly signal: AbortSignal;
  requests = 0;
  calls: TracedCall[] = [];
  readonly observations: string[] = [];
  readonly #keeper: KeeperSession;

  constructor(environment: RunEnvironment, rule: string, keeper: KeeperSession, signal: AbortSignal) {
    this.environment = environment;
    this.rule = rule;
    this.signal = signal;
    this.#keeper = keeper;
  }

  /**
   * @throws {HarnessFault} when the connection failed, {@link Blocked} where the configuration forbids the request, and
   * the signal's reason when it is aborted.
   */
  async send(request: WireRequest, expected: AnswerExpectation, options: SendOptions = {}): Promise<Answer> {
    this.signal.throwIfAborted();
    await this.#keeper.beforeSending(request, options.input);
    const exchange = await this.#exchange(request);
    const earlier = (exchange.earlier ?? []).map((one) => readAnswer(one, this.environment.contract));
    this.requests += 1 + earlier.length;
    const answer = readAnswer(exchange, this.environment.contract);
    this.calls.push({ request, answer, expected, ...options });
    this.signal.throwIfAborted();
    if (exchange.fault && CONNECTION_FAULTS.has(exchange.fault.kind)) {
      throw new HarnessFault(`${exchange.fault.kind}: ${exchange.fault.message}`);
    }
    this.environment.watch.observe(answer, this.calls, this.rule, earlier);
    return answer;
  }

  async #exchange(request: WireRequest): Promise<Exchange> {
    try {
      return await this.environment.client.send(request, this.signal);
    } catch (error) {
      throw error instanceof SafetyRefusal ? new Blocked(`not sent: ${error.message}`) : error;
    }
  }

  /** Puts back what was changed, so that the next attempt begins where this one did. */
  async freshState(): Promise<void> {
    await this.#keeper.restore(this.signal);
    this.calls = [];
  }
}
