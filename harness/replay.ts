import type { Finding, ReplayCall } from '../results/record.ts';
import type { Contract, Provocation } from '../spec/contract.ts';
import type { Signing, WireClient, WireRequest } from '../targets/transport/exchange.ts';
import { resendOnReset } from '../targets/pacing/resend-on-reset.ts';
import type { Identity, Target } from '../targets/target.ts';
import { readAnswer, type Answer } from './answers/answer.ts';
import { inDocumentedForm } from './answers/tolerated.ts';
import { answerForm, describeAnswer, describeExpectation } from './answers/describe.ts';
import { BrokenConnection, HarnessFault } from './errors.ts';
import { judgeAnswer } from './answers/judge.ts';
import { ModelFollower } from './answers/model-follower.ts';
import { operationRequest } from './contract-lookup.ts';
import { pollUntil } from './poll.ts';
import type { StateRestorer } from './restore/state-restorer.ts';

/** FAILED: as before. CHANGED: not as expected, but otherwise than before. FIXED: all as expected. */
type ReplayVerdict = 'FAILED' | 'FIXED' | 'CHANGED';

interface ReplayedCall {
  readonly call: ReplayCall;
  readonly answer: Answer;
  readonly actual: string;
  readonly problem: string | null;
}

export interface Replay {
  readonly verdict: ReplayVerdict;
  readonly calls: readonly ReplayedCall[];
}

export interface ReplayEnvironment {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly restorer: StateRestorer;
  readonly signal: AbortSignal;
  /** A text as findings show it, without what may not be shown. */
  readonly shown?: (text: string) => string;
}

/**
 * Sends the calls of a finding again, judges each answer by the expectation that is stored with it, and puts the
 * state back. @throws {HarnessFault} when the connection failed or an identity is missing.
 */
export async function replayFinding(finding: Finding, environment: ReplayEnvironment): Promise<Replay> {
  const restorer = environment.restorer.open();
  const answers: Answer[] = [];
  const replayed: ReplayedCall[] = [];
  const tolerated = finding.calls.flatMap((call) => call.tolerated ?? []);
  const { contract, target } = environment;
  const follower = new ModelFollower(contract, target, levelOf(finding), tolerated);
  try {
    for (const batch of batches(finding.calls)) {
      const seen = await Promise.all(batch.map((call) => sendAgain(call, answers, environment, restorer)));
      const byModel = followBatch(follower, seen, environment.target);
      for (const { call, answer, problem } of seen) {
        answers.push(answer);
        const judgedByModel = call.expected.kind === 'model' || call.expected.kind === 'linearizable';
        const found = judgedByModel ? byModel : problem;
        replayed.push({ call, answer, actual: describeAnswer(answer), problem: found });
      }
    }
  } finally {
    await restorer.restore();
  }
  return { verdict: verdictOf(finding, replayed, answers, environment), calls: replayed };
}

function levelOf({ calls }: Finding): 'must' | 'should' {
  const judged = calls.flatMap(({ expected }) =>
    expected.kind === 'model' || expected.kind === 'linearizable' ? [expected.level] : [],
  );
  return judged[0] ?? 'must';
}

/** What the model says of the calls of a batch; `null`: it allows them. */
function followBatch(follower: ModelFollower, seen: readonly Sent[], target: Target): string | null {
  const followed = seen.flatMap(({ call, answer }) => {
    const identity = identityOf(call, target);
    if (call.request.kind !== 'operation' || !identity) return [];
    const { operation, input } = call.request;
    return [{ identity, operation, input, answer }];
  });
  const [only] = followed;
  if (!only) return null;
  const problem = followed.length > 1 ? follower.followTogether(followed) : follower.follow(only);
  return problem && `expected ${problem.expected}: ${problem.actual}`;
}

function verdictOf(
  finding: Finding,
  replayed: readonly ReplayedCall[],
  answers: readonly Answer[],
  { contract, shown = (text) => text }: Pick<ReplayEnvironment, 'contract' | 'shown'>,
): ReplayVerdict {
  const broken = replayed.findIndex(({ problem }) => problem !== null);
  if (broken === -1) return 'FIXED';
  const answer = answers[broken];
  const concurrent = finding.calls[broken]?.group !== undefined;
  const expected = finding.calls[broken]?.expected;
  // Some rules judge an answer otherwise than by what is stated of it.
  const written = finding.calls.slice(0, broken).flatMap(({ request }) => {
    const changes = contract.operations[request.operation ?? '']?.changes ?? null;
    return request.kind === 'operation' && changes !== null ? [request.input] : [];
  });
  const forms = answer ? [answerForm(answer, expected, written), answerForm(answer)].map(shown) : [];
  const sameForm = finding.answer === '' || forms.includes(finding.answer);
  return concurrent || (sameForm && broken === replayed.length - 1) ? 'FAILED' : 'CHANGED';
}

/** Calls of one group go out at the same time; all others one by one. */
function batches(calls: readonly ReplayCall[]): ReplayCall[][] {
  const made: ReplayCall[][] = [];
  for (const call of calls) {
    const last = made.at(-1);
    if (call.group !== undefined && last?.[0]?.group === call.group) last.push(call);
    else made.push([call]);
  }
  return made;
}

/** A finding may have been made on a slower target; whatever its file says, this ends. */
const LONGEST_WAIT_MS = 10 * 60_000;

interface Sent {
  readonly call: ReplayCall;
  readonly answer: Answer;
  readonly problem: string | null;
}

async function sendAgain(
  call: ReplayCall,
  earlier: readonly Answer[],
  { target, contract, client, signal }: ReplayEnvironment,
  restorer: ReturnType<StateRestorer['open']>,
): Promise<Sent> {
  const request = toWireRequest(call, contract, identityOf(call, target));
  const { regionTimeout, consistencyWindow } = target.timing;
  const patience = Math.max(regionTimeout, consistencyWindow, LONGEST_WAIT_MS);
  const { expected, tolerated = [] } = call;
  const known = request.operation === null ? undefined : contract.operations[request.operation];
  const problemOf = (answer: Answer) =>
    judgeAnswer(expected, answer, { contract, operation: request.operation, earlier, tolerated });
  const answer = await pollUntil(
    async () => {
      const resent = await restorer.sending(
        request,
        call.request.kind === 'operation' ? call.request.input : undefined,
        () => resendOnReset(client, request, signal),
        ({ exchange }) => exchange.response?.status,
      );
      BrokenConnection.throwIfBroken(resent);
      const { exchange } = resent;
      const { fault } = exchange;
      if (fault && ['refused', 'dns', 'tls', 'aborted'].includes(fault.kind)) {
        throw new HarnessFault(`${fault.kind}: ${fault.message}`);
      }
      return inDocumentedForm(readAnswer(exchange, contract), known, tolerated);
    },
    (seen) => problemOf(seen) === null,
    { withinMs: Math.min(call.withinMs ?? 0, patience), signal },
  );
  const problem = problemOf(answer);
  return {
    call,
    answer,
    problem: problem === null ? null : `expected ${describeExpectation(expected)}: ${problem}`,
  };
}

function identityOf({ identity }: ReplayCall, target: Target): Identity | null {
  if (identity === null) return null;
  const found = target.identities.find(({ name }) => name === identity);
  if (!found) throw new HarnessFault(`the target has no identity "${identity}"`);
  return found;
}

function toWireRequest({ request }: ReplayCall, contract: Contract, identity: Identity | null): WireRequest {
  const provokes = (request.provokes ?? []) as Provocation[];
  if (request.kind === 'operation') {
    if (!identity) throw new HarnessFault('a call of an operation needs an identity');
    return operationRequest(contract, identity, request.operation, request.input, provokes);
  }
  return {
    identity,
    operation: request.operation,
    method: request.method,
    target: request.target,
    headers: request.headers,
    body: Buffer.from(request.body, 'base64'),
    transport: request.transport,
    provokes,
    ...(request.signing === null ? {} : { signing: request.signing as Signing }),
  };
}
