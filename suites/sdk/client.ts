import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { readableBody } from '../../targets/transport/readable-body.ts';
import type { Header, WireRequest } from '../../targets/transport/exchange.ts';
import { asObject, parseBody, type Answer } from '../../harness/answers/answer.ts';
import { knownMembers } from '../../harness/answers/check-shape.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm, describeAnswer, describeExpectation } from '../../harness/answers/describe.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import type { Session } from '../../harness/session.ts';
import { HarnessFault, Refutation } from '../../harness/errors.ts';

/** What the SDK made of a response: an output, or an error. */
export type SdkOutcome =
  | { readonly kind: 'output'; readonly output: Record<string, unknown> }
  | { readonly kind: 'error'; readonly error: unknown };

/** What is used of the official package. */
interface SdkModule {
  readonly AccountClient: new (options: object) => SdkClient;
  readonly paginateListRegions: (
    options: { client: SdkClient; pageSize: number },
    input: object,
  ) => AsyncIterable<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

interface SdkClient {
  send(command: unknown): Promise<Record<string, unknown>>;
  destroy(): void;
}

/** A request as the SDK's handlers get it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Signed anew on the way, so that a finding holds no credentials and can be sent again. */
const OF_THE_SENDER =
  /^(host|user-agent|authorization|content-length|x-amz-date|x-amz-security-token|x-amz-content-sha256)$/i;

/** The official client, sending through the rule's session as one identity. */
export class Sdk {
  readonly module: SdkModule;
  readonly client: SdkClient;
  readonly #caller: Caller;
  readonly #session: Session;
  readonly #contract: Contract;
  #expected: AnswerExpectation = { kind: 'anything' };
  #answer: Answer | null = null;

  constructor(module: SdkModule, { session, contract, target }: RuleContext, caller: Caller) {
    this.module = module;
    this.#caller = caller;
    this.#session = session;
    this.#contract = contract;
    this.client = new module.AccountClient({
      endpoint: target.endpoint.origin,
      region: target.region,
      credentials: { accessKeyId: 'not-sent', secretAccessKey: 'not-sent' },
      maxAttempts: 1,
      requestHandler: { handle: (request: SdkRequest) => this.#handle(request), destroy: () => {} },
    });
  }

  /** States what every answer from now on has to be, for the record. */
  expecting(expected: AnswerExpectation): void {
    this.#expected = expected;
  }

  /** Calls an operation, and judges the answer as it came over the wire. */
  async call(
    operation: string,
    input: JsonObject,
    expected: AnswerExpectation,
  ): Promise<{ outcome: SdkOutcome; answer: Answer }> {
    this.expecting(expected);
    const Command = this.module[`${operation}Command`] as new (input: object) => unknown;
    const outcome = await this.outcomeOf(this.client.send(new Command(input)));
    const answer = this.judgeLast(operation, expected);
    return { outcome, answer };
  }

  /** Waits for the SDK; what is not an answer of the target ends the rule. */
  async outcomeOf(sending: Promise<Record<string, unknown>>): Promise<SdkOutcome> {
    this.#answer = null;
    try {
      return { kind: 'output', output: await sending };
    } catch (error) {
      this.#session.signal.throwIfAborted();
      if (error instanceof HarnessFault || this.#answer === null) throw error;
      return { kind: 'error', error };
    }
  }

  /** The last answer. @throws {Refutation} where it is not as expected. */
  judgeLast(operation: string, expected: AnswerExpectation): Answer {
    const answer = this.#answer;
    if (!answer) throw new HarnessFault('the SDK sent nothing');
    const tolerated = this.#session.tolerated(operation);
    const judging = { contract: this.#contract, operation, earlier: [], tolerated };
    const problem = judgeAnswer(expected, answer, judging);
    if (problem !== null) this.refute(operation, describeExpectation(expected), problem);
    return answer;
  }

  /** Whether the SDK's output has the members of the body as it was sent, as far as the contract names them. */
  reads(operation: string, output: Record<string, unknown>, { exchange }: Answer): boolean {
    const body = exchange.response && asObject(parseBody(readableBody(exchange.response)));
    const shape = this.#contract.operations[operation]?.output;
    const shown = JSON.parse(JSON.stringify(output)) as JsonObject;
    const named = (value: JsonObject) => (shape ? knownMembers(shape, value) : {});
    return isDeepStrictEqual(named(shown), named(body ?? {}));
  }

  /** @throws {Refutation} always; for the last answer. */
  refute(operation: string, expected: string, problem: string): never {
    const answer = this.#answer;
    if (!answer) throw new HarnessFault('the SDK sent nothing');
    throw new Refutation(
      `${operation} through the SDK: ${expected}`,
      `${describeAnswer(answer)} — ${problem}`,
      answerForm(answer),
    );
  }

  async #handle(request: SdkRequest): Promise<{ response: object }> {
    const operation = Object.values(this.#contract.operations).find(({ path }) => path === request.path);
    const headers = Object.entries(request.headers).filter(([name]) => !OF_THE_SENDER.test(name));
    const wire: WireRequest = {
      identity: this.#caller.identity,
      operation: operation?.name ?? null,
      method: request.method,
      target: request.path,
      headers: headers satisfies Header[],
      body:
        typeof request.body === 'string'
          ? new TextEncoder().encode(request.body)
          : Uint8Array.from(request.body ?? []),
    };
    this.#answer = await this.#session.send(wire, this.#expected);
    const { response, fault } = this.#answer.exchange;
    if (!response) throw new Error(fault?.message ?? 'no whole response');
    const content = readableBody(response);
    return {
      response: {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: Readable.from(content.byteLength === 0 ? [] : [Buffer.from(content)]),
      },
    };
  }
}

/** Runs steps with the official client; the package is loaded when it is first needed. */
export async function withSdk(
  context: RuleContext,
  caller: Caller,
  steps: (sdk: Sdk) => Promise<void>,
): Promise<void> {
  const sdk = new Sdk((await import('@aws-sdk/client-account')) as unknown as SdkModule, context, caller);
  try {
    await steps(sdk);
  } finally {
    sdk.client.destroy();
  }
}

export async function succeedsThrough(
  sdk: Sdk,
  { name }: Operation,
  input: JsonObject,
  expected: AnswerExpectation,
): Promise<void> {
  const { outcome, answer } = await sdk.call(name, input, expected);
  if (outcome.kind === 'error')
    return sdk.refute(name, 'an output', `the SDK throws ${String(outcome.error)}`);
  if (!sdk.reads(name, outcome.output, answer))
    sdk.refute(name, 'the output as it was sent', 'the SDK reads another one');
  const { httpStatusCode } = outcome.output['$metadata'] as { httpStatusCode?: number };
  const sent = answer.exchange.response?.status;
  if (httpStatusCode !== sent)
    sdk.refute(
      name,
      `$metadata.httpStatusCode ${sent ?? 'of the answer'}`,
      `the SDK says ${httpStatusCode ?? 'nothing'}`,
    );
}
