import type {
  AnswerExpectation,
  JsonValue,
  ReplayCall,
  ReplayRequest,
  Tolerance,
} from '../results/record.ts';
import type { WireRequest } from '../targets/transport/exchange.ts';
import type { Answer } from './answers/answer.ts';
import { describeAnswer } from './answers/describe.ts';

/** One call of a rule, as it was made and answered. */
export interface TracedCall {
  readonly request: WireRequest;
  /** Where the request is an ordinary call: its input. `undefined`: it is known only as bytes. */
  readonly input?: JsonValue | undefined;
  readonly answer: Answer;
  expected: AnswerExpectation;
  readonly withinMs?: number | undefined;
  readonly group?: number | undefined;
  /** The further forms in which the answer was let pass. */
  readonly tolerated?: readonly Tolerance[];
}

/** A traced call as data from which it can be sent and judged again. */
export function toReplayCall(call: TracedCall): ReplayCall {
  return {
    identity: call.request.identity?.name ?? null,
    request: toReplayRequest(call),
    expected: call.expected,
    ...(call.withinMs === undefined ? {} : { withinMs: call.withinMs }),
    ...(call.group === undefined ? {} : { group: call.group }),
    ...(call.tolerated ? { tolerated: [...call.tolerated] } : {}),
    actual: describeAnswer(call.answer),
  };
}

function toReplayRequest({ request, input }: TracedCall): ReplayRequest {
  const provokes = request.provokes?.length ? { provokes: [...request.provokes] } : {};
  if (input !== undefined && request.operation !== null) {
    return { kind: 'operation', operation: request.operation, input, ...provokes };
  }
  return {
    kind: 'wire',
    operation: request.operation,
    method: request.method,
    target: request.target,
    headers: request.headers.map(([name, value]) => [name, value]),
    body: Buffer.from(request.body).toString('base64'),
    signing: (request.signing ?? (request.identity ? {} : null)) as JsonValue,
    transport: request.transport ?? 'pooled',
    ...provokes,
  };
}
