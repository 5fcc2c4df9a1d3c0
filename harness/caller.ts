import type { AnswerExpectation, JsonValue } from '../results/record.ts';
import type { Contract, Provocation } from '../spec/contract.ts';
import type { Json, JsonObject } from '../spec/json.ts';
import type { WireRequest } from '../targets/transport/exchange.ts';
import type { Identity } from '../targets/target.ts';
import { asObject, type Answer } from './answers/answer.ts';
import { answerForm, describeAnswer, describeExpectation } from './answers/describe.ts';
import { Refutation } from './errors.ts';
import { judgeAnswer } from './answers/judge.ts';
import { operationRequest } from './contract-lookup.ts';
import { goesOn, mayBeOlder, mayLag } from './answers/allowances.ts';
import { pollUntil } from './poll.ts';
import { accountsNamed, StaleReads } from './stale-reads.ts';
import type { RunEnvironment, SendOptions, Session } from './session.ts';
import { needsSuccess } from './trouble/sighting.ts';

export interface CallOptions extends Omit<SendOptions, 'input'> {
  readonly provokes?: readonly Provocation[];
  /** What a replay judges the answer by, where the rule itself judges it otherwise. */
  readonly expected?: AnswerExpectation;
}

/** One identity that calls operations within a rule. */
export class Caller {
  readonly identity: Identity;
  readonly #session: Session;

  constructor(session: Session, identity: Identity) {
    this.#session = session;
    this.identity = identity;
  }

  get accountId(): string | null {
    return this.identity.accountId;
  }

  /** Whom it asks, and by which contract. */
  get asks(): Pick<RunEnvironment, 'target' | 'contract'> {
    return this.#session.environment;
  }

  /** The expectation of a refusal with one of these errors; without a name: any 4xx. */
  refusal(...errors: string[]): AnswerExpectation {
    return refusal(this.#session.environment.contract, errors);
  }

  /** Sends, and judges nothing but the invariants. */
  async call(operation: string, input: Json, { expected, ...options }: CallOptions = {}): Promise<Answer> {
    return this.#send(operation, input, expected ?? { kind: 'anything' }, options);
  }

  /** Sends when the expectation is stated. */
  expect(operation: string, input: Json, options: CallOptions = {}): ExpectedCall {
    return new ExpectedCall(this.#session.environment.contract, (expected) =>
      this.#judged(operation, input, expected, options),
    );
  }

  /** Repeats a read until the answer is as expected, within the target's consistency window. */
  async eventually(
    operation: string,
    input: Json,
    expected: AnswerExpectation,
    options: CallOptions = {},
  ): Promise<Answer> {
    const answer = await this.callUntil(
      operation,
      input,
      (seen) => this.#problem(operation, expected, seen) === null || this.#isFinal(operation, seen),
      { ...options, expected },
    );
    return this.#accept(operation, expected, answer, input);
  }

  /** Repeats a read until the answer will do, within the target's consistency window; the last answer, whatever it is. */
  async callUntil(
    operation: string,
    input: Json,
    enough: (answer: Answer) => boolean,
    { expected = { kind: 'anything' }, ...options }: CallOptions = {},
  ): Promise<Answer> {
    const { contract, lag } = this.#session.environment;
    const read = contract.operations[operation];
    const withinMs = options.withinMs ?? (read ? lag.patience(read) : lag.windowMs);
    const mark = this.#session.calls.length;
    const stale = new StaleReads(lag, read, accountsNamed(this.identity, input));
    const send = () => {
      this.#session.calls.length = mark;
      return this.#send(operation, input, expected, { ...options, withinMs });
    };
    const answer = await pollUntil(
      () => stale.timed(send),
      (seen) => stale.noted(seen, enough(seen)),
      {
        withinMs,
        pace: lag.pace,
        longestPauseMs: stale.longestPauseMs,
        signal: this.#session.signal,
      },
    );
    if (!enough(answer)) stale.stayedWrong();
    if (!stale.found) return answer;
    const calls = this.#session.calls.slice(mark);
    await stale.lookOn(send, enough, this.#session.signal);
    this.#session.calls.splice(mark, Number.POSITIVE_INFINITY, ...calls);
    return answer;
  }

  /** Judges an answer that came already. @throws {Refutation} where it is not as expected. */
  judge(operation: string, expected: AnswerExpectation, answer: Answer): void {
    this.#accept(operation, expected, answer);
  }

  /** Sends bytes of one's own as this identity. */
  async expectWire(request: Omit<WireRequest, 'identity'>, expected: AnswerExpectation): Promise<Answer> {
    const answer = await this.#session.send({ ...request, identity: this.identity }, expected);
    return this.#accept(request.operation, expected, answer);
  }

  async #judged(
    operation: string,
    input: Json,
    expected: AnswerExpectation,
    options: CallOptions,
  ): Promise<Answer> {
    // A read may lag a write: one answer that is not as expected does not refute anything yet.
    const { contract, target } = this.#session.environment;
    const again = mayLag(operation, contract, target) && options.group === undefined;
    const read = contract.operations[operation];
    if (again && read && !goesOn(read, input)) return this.eventually(operation, input, expected, options);
    return this.#accept(operation, expected, await this.#send(operation, input, expected, options), input);
  }

  async #send(
    operation: string,
    input: Json,
    expected: AnswerExpectation,
    options: CallOptions,
  ): Promise<Answer> {
    const { provokes, ...rest } = options;
    const request = operationRequest(
      this.#session.environment.contract,
      this.identity,
      operation,
      input,
      provokes,
    );
    return this.#session.send(request, expected, { ...rest, input: input as JsonValue });
  }

  /** Whether to ask again would show no more. */
  #isFinal(operation: string, answer: Answer): boolean {
    const { contract, target } = this.#session.environment;
    return mayLag(operation, contract, target) && !mayBeOlder(answer);
  }

  #problem(operation: string | null, expected: AnswerExpectation, answer: Answer): string | null {
    const { contract } = this.#session.environment;
    const earlier = this.#session.calls.map((call) => call.answer);
    const tolerated = this.#session.tolerated(operation);
    return judgeAnswer(expected, answer, { contract, operation, earlier, tolerated });
  }

  /** The inputs of the writes so far. */
  #written(): Json[] {
    const { operations } = this.#session.environment.contract;
    return this.#session.calls.flatMap(({ request, input }) => {
      const changes = operations[request.operation ?? '']?.changes ?? null;
      return input === undefined || changes === null ? [] : [input];
    });
  }

  #accept(operation: string | null, expected: AnswerExpectation, answer: Answer, input?: Json): Answer {
    const problem = this.#problem(operation, expected, answer);
    if (problem === null) return answer;
    if (needsSuccess(expected)) this.#session.environment.trouble.lookAtControl(answer, input);
    const wanted = describeExpectation(expected);
    throw new Refutation(
      `${operation ?? 'request'}: ${wanted}`,
      `${describeAnswer(answer)} — ${problem}`,
      answerForm(answer, expected, this.#written()),
      operation === null
        ? null
        : { operation, identity: this.identity, accountId: asObject(input)?.['AccountId'] },
    );
  }
}

/** A call whose expectation is still to be stated. */
export class ExpectedCall {
  readonly #contract: Contract;
  readonly #send: (expected: AnswerExpectation) => Promise<Answer>;

  constructor(contract: Contract, send: (expected: AnswerExpectation) => Promise<Answer>) {
    this.#contract = contract;
    this.#send = send;
  }

  toSucceed(): Promise<Answer> {
    return this.#send({ kind: 'success' });
  }

  /** The output equals `output` whole. */
  toReturn(output: JsonObject): Promise<Answer> {
    return this.#send({ kind: 'success', output: output as JsonValue, outputMatch: 'equal' });
  }

  /** With one of these errors and their documented status; without a name: any 4xx. */
  toBeRefused(...errors: string[]): Promise<Answer> {
    return this.#send(refusal(this.#contract, errors));
  }

  toAnswer(expected: AnswerExpectation): Promise<Answer> {
    return this.#send(expected);
  }
}

/** The expectation of a refusal with one of these errors, each with its statuses in the contract. */
export function refusal(contract: Contract, errors: readonly string[], reason?: string): AnswerExpectation {
  const extra = reason === undefined ? {} : { reason };
  if (errors.length === 0) return { kind: 'refused', answers: null, ...extra };
  const answers = errors.map((error) => {
    const named = contract.errors.filter(({ name }) => name === error);
    return { error, statuses: [...new Set(named.flatMap(({ statuses }) => statuses))] };
  });
  const unknown = answers.filter(({ statuses }) => statuses.length === 0).map(({ error }) => error);
  if (unknown.length > 0) throw new RangeError(`the contract has no error ${unknown.join(', ')}`);
  return { kind: 'refused', answers, ...extra };
}
