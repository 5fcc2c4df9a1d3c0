import type { AnswerExpectation, JsonValue, Tolerance } from '../results/record.ts';
import type { Contract } from '../spec/contract.ts';
import type { WireClient, WireRequest } from '../targets/transport/exchange.ts';
import { attemptsOf, resendOnReset, type Resent } from '../targets/pacing/resend-on-reset.ts';
import type { ReadLag } from '../targets/pacing/read-lag.ts';
import { SafetyRefusal } from '../targets/guard/safety-refusal.ts';
import { mayBeSentAgain } from '../targets/pacing/resending-client.ts';
import type { Target } from '../targets/target.ts';
import { readAnswer, type Answer } from './answers/answer.ts';
import { inDocumentedForm } from './answers/tolerated.ts';
import { Blocked, BrokenConnection, HarnessFault, Untouched } from './errors.ts';
import type { InvariantWatch } from './invariants/invariant-watch.ts';
import type { RestorerSession } from './restore/restorer-session.ts';
import type { TracedCall } from './trace.ts';
import { usedUp } from './answers/allowances.ts';
import type { RegionPlan } from './resources/region/plan.ts';
import type { Survey } from './survey/survey.ts';
import { isPlain, needsSuccess } from './trouble/sighting.ts';
import type { TroubleBook } from './trouble/trouble-book.ts';

/** What all rules of a run share. */
export interface RunEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly watch: InvariantWatch;
  /** How far reads lag writes, as far as was seen. */
  readonly lag: ReadLag;
  /** How its regions are changed. */
  readonly regions: RegionPlan;
  /** What is known of the target before the rules. */
  readonly survey: Survey;
  /** What was met that says nothing about the target. */
  readonly trouble: TroubleBook;
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

const NONE: readonly Tolerance[] = [];
const CONNECTION_FAULTS = new Set(['refused', 'dns', 'tls', 'aborted', 'other']);

/** One attempt at one rule: sends, keeps the calls, holds every exchange against the invariants. */
export class Session {
  readonly environment: RunEnvironment;
  readonly rule: string;
  readonly signal: AbortSignal;
  requests = 0;
  calls: TracedCall[] = [];
  readonly observations: string[] = [];
  /** Regions that were pending still when they were given up. */
  readonly unsettled: { readonly account: string; readonly region: string }[] = [];
  readonly #restorer: RestorerSession;
  readonly #open = new Set<Promise<Answer>>();
  #ended = false;
  /** When the first of those was sent that are under way. */
  #openSince = 0;
  #waitedMs = 0;

  constructor(environment: RunEnvironment, rule: string, restorer: RestorerSession, signal: AbortSignal) {
    this.environment = environment;
    this.rule = rule;
    this.signal = signal;
    this.#restorer = restorer;
  }

  /**
   * @throws {HarnessFault} when the connection failed, {@link Blocked} where the configuration forbids the request or
   * the answer says nothing about the target, and the signal's reason when it is aborted.
   */
  async send(request: WireRequest, expected: AnswerExpectation, options: SendOptions = {}): Promise<Answer> {
    this.signal.throwIfAborted();
    if (this.#ended) throw new Error(`${this.rule} has ended`);
    const { pace } = this.environment.lag;
    if (this.#open.size === 0) this.#openSince = pace.now();
    const sending = this.#send(request, expected, options);
    this.#open.add(sending);
    try {
      const answer = await sending;
      if (answer.status !== null && this.#open.size === 1) this.#waitedMs += pace.now() - this.#openSince;
      return answer;
    } finally {
      this.#open.delete(sending);
    }
  }

  /** Milliseconds in which an answer was waited for that came, or may still come. */
  get waitedMs(): number {
    const { pace } = this.environment.lag;
    return this.#waitedMs + (this.#open.size > 0 ? pace.now() - this.#openSince : 0);
  }

  /** Waits for what is still under way, since it may change what is put back next; nothing more is sent. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.allSettled(this.#open);
  }

  async #send(request: WireRequest, expected: AnswerExpectation, options: SendOptions): Promise<Answer> {
    const { contract, watch, trouble } = this.environment;
    const plain = isPlain(request);
    if (plain) trouble.throwIfRefused(request.identity);
    const resent = await this.#answered(request, options.input);
    const before = attemptsOf(resent).slice(0, -1);
    this.requests += before.length + 1;
    const seen = readAnswer(resent.exchange, contract);
    const { debris } = this.#restorer;
    const answer = debris.isEmpty ? seen : debris.without(request.operation, seen);
    const { operation } = request;
    const tolerated = this.tolerated(operation);
    const known = operation === null ? undefined : contract.operations[operation];
    const read = inDocumentedForm(answer, known, tolerated);
    const call = { request, expected, ...options, ...(tolerated.length > 0 ? { tolerated } : {}) };
    this.calls.push({ ...call, answer: read });
    this.signal.throwIfAborted();
    const { fault } = resent.exchange;
    if (fault && CONNECTION_FAULTS.has(fault.kind)) {
      const broken = resent.broken[0]?.fault;
      const first = broken ? `${broken.kind}: ${broken.message}; then ` : '';
      throw new HarnessFault(`${first}${fault.kind}: ${fault.message}`);
    }
    const suspicion = plain ? trouble.suspicion(answer) : null;
    if (suspicion) await trouble.throwIfConfirmed(suspicion, this.signal);
    if (needsSuccess(expected)) trouble.lookAtControl(answer, options.input);
    const earlier = before.map((one) => readAnswer(one, contract));
    if (!debris.isToldBy(seen)) watch.observe(answer, this.calls, this.rule, earlier);
    // The answer to the second request need not be what it would have been to the first.
    if (!this.#mayRepeat(request, resent)) BrokenConnection.throwIfBroken(resent);
    if (earlier.length > 0 && expected.kind !== 'refused' && usedUp(answer, contract))
      throw new BrokenConnection('a page token was sent again, and refused: it may have been used up');
    return read;
  }

  /** Where the client itself sends nothing again: whether a request whose connection broke did no more the second time. */
  #mayRepeat(request: WireRequest, { broken: [first] }: Resent): boolean {
    const { contract, target } = this.environment;
    if (first === undefined || target.timing.triesOnReset === undefined) return false;
    return mayBeSentAgain(request, first, contract);
  }

  /** The further forms of answers of an operation that this rule lets pass. */
  tolerated(operation: string | null): readonly Tolerance[] {
    return operation === null ? NONE : this.environment.survey.tolerancesOf(operation, this.rule);
  }

  /** @throws {Blocked} where the request was not sent, by trouble where that is why. */
  async #answered(request: WireRequest, input: JsonValue | undefined): Promise<Resent> {
    try {
      return await this.#restorer.sending(
        request,
        input,
        () => this.#resendOnReset(request),
        ({ exchange }) => exchange.response?.status,
      );
    } catch (error) {
      if (error instanceof Untouched)
        this.environment.trouble.throwIfUnreadable(error.account, error.resource);
      throw error;
    }
  }

  async #resendOnReset(request: WireRequest): Promise<Resent> {
    try {
      return await resendOnReset(this.environment.client, request, this.signal);
    } catch (error) {
      throw error instanceof SafetyRefusal ? new Blocked(`not sent: ${error.message}`) : error;
    }
  }

  /** Told how a region was left that was waited for. */
  leftRegion(account: string, region: string, status: string | null): void {
    const regions = this.environment.regions.of(account);
    regions.left(region, status);
    if (regions.neverSettled.has(region)) this.unsettled.push({ account, region });
  }

  /** Whether what has been drawn since then has to do: each value takes long, and other rules have had no turn. */
  hasDrawnEnough(since: number): boolean {
    const { lag, regions, contract } = this.environment;
    return lag.isEnough(since) || (regions.isSlow && this.#changesRegions(contract));
  }

  #changesRegions({ operations }: Contract): boolean {
    return this.calls.some(({ request }) => operations[request.operation ?? '']?.changes === 'region');
  }

  /** Puts back what was changed. */
  async putBack(): Promise<void> {
    await this.#restorer.restore(this.signal);
  }

  /** Puts back what was changed, so that the next attempt begins where this one did. */
  async freshState(): Promise<void> {
    await this.putBack();
    this.calls = [];
  }
}
