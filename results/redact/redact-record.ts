import { answerAt } from '../normalized-answer.ts';
import type {
  AnswerExpectation,
  Finding,
  JsonValue,
  RecordedDeviation,
  RecordedExchange,
  RegionHistory,
  ReplayCall,
  ReplayRequest,
  RuleResult,
} from '../record.ts';
import { redactRecorded } from './record-body.ts';
import type { Redactor } from './redactor.ts';

/** Deeper than anything that is meant; a deeper value could not be written as JSON. */
const DEEPEST = 1_000;
const TOO_DEEP = '[nested too deep to be shown]';

/** A rule's result as it may be shown. What is ours in it (ids, statements, sources, inputs, commands) stays. */
export function redactRule(rule: RuleResult, redactor: Redactor): RuleResult {
  const { reason, findings, blockedBy } = rule;
  if (reason === undefined && findings === undefined && blockedBy === undefined) return rule;
  return {
    ...rule,
    ...(reason === undefined ? {} : { reason: redactor.reason(reason) }),
    ...(findings === undefined
      ? {}
      : { findings: findings.map((finding) => redactFinding(finding, redactor)) }),
    ...(blockedBy === undefined ? {} : { blockedBy: blockedBy.map((id) => redactId(id, redactor)) }),
  };
}

/** A finding as it may be shown and kept. */
export function redactFinding<F extends Finding>(finding: F, redactor: Redactor): F {
  const own = ownValues(finding);
  const input = (value: JsonValue) => redactInput(value, redactor);
  return {
    ...finding,
    id: redactId(finding.id, redactor),
    answer: redactor.said(finding.answer),
    message: redactMessage(finding, redactor, own),
    expected: redactor.quoted(finding.expected, own),
    actual: redactor.said(finding.actual),
    counterexample: finding.counterexample === null ? null : input(finding.counterexample),
    calls: finding.calls.map((call) => redactCall(call, redactor, own)),
    exchanges: finding.exchanges.map((exchange) => redactExchange(exchange, redactor)),
    reproduce: {
      ...finding.reproduce,
      curl: finding.reproduce.curl === null ? null : redactor.input(finding.reproduce.curl),
    },
  };
}

/** An exchange: of the request what a service gave us before, of the response everything. */
function redactExchange(exchange: RecordedExchange, redactor: Redactor): RecordedExchange {
  const { request, response, fault } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      target: redactor.ours(request.target),
      body: redactRecorded(request.body, (text) => redactor.input(text)),
    },
    response: response && {
      ...response,
      headers: response.headers.map(([name, value]) => [redactor.said(name), redactor.said(value)]),
      body: redactRecorded(response.body, (text) => redactor.body(text)),
    },
    fault: fault && { ...fault, message: redactor.said(fault.message) },
  };
}

/** What a service said of a region. */
export function redactRegion(history: RegionHistory, redactor: Redactor): RegionHistory {
  const seen = history.seen.map((one) => ({ ...one, status: redactor.said(one.status) }));
  return { ...history, region: redactor.said(history.region), seen };
}

/** Begins with what is ours; what follows is the answer. */
function redactId(id: string, redactor: Redactor): string {
  const at = answerAt(id);
  return id.slice(0, at) + redactor.said(id.slice(at));
}

/** Repeats what was expected, and then says what was found. */
function redactMessage(finding: Finding, redactor: Redactor, own: ReadonlySet<string>): string {
  const { message, expected, operation } = finding;
  const named = `${operation ?? 'any request'}: `;
  const bare = expected.startsWith(named) ? expected.slice(named.length) : expected;
  const before = [expected, bare]
    .map((text) => `expected ${text}; `)
    .find((text) => message.startsWith(text));
  if (before === undefined) return redactor.said(message);
  return redactor.quoted(before, own) + redactor.said(message.slice(before.length));
}

function redactCall(call: ReplayCall, redactor: Redactor, own: ReadonlySet<string>): ReplayCall {
  return {
    ...call,
    request: redactRequest(call.request, redactor),
    expected: redactExpectation(call.expected, redactor, own),
    actual: redactor.said(call.actual),
  };
}

function redactRequest(request: ReplayRequest, redactor: Redactor): ReplayRequest {
  if (request.kind === 'operation') return { ...request, input: redactInput(request.input, redactor) };
  const body = Buffer.from(request.body, 'base64');
  const text = body.toString('latin1');
  const shown = redactor.input(text);
  return {
    ...request,
    target: redactor.ours(request.target),
    headers: request.headers.map(([name, value]) => [name, redactor.ours(value)]),
    ...(shown === text ? {} : { body: Buffer.from(shown, 'latin1').toString('base64') }),
  };
}

/** May hold what was read before. */
function redactExpectation(
  expected: AnswerExpectation,
  redactor: Redactor,
  own: ReadonlySet<string>,
): AnswerExpectation {
  if (expected.kind === 'anything') return expected;
  const text = (value: string) => redactor.value(value, own);
  return mapJson(expected, text, text) as AnswerExpectation;
}

function redactInput(input: JsonValue, redactor: Redactor): JsonValue {
  return mapJson(
    input,
    (text, member) =>
      member !== null && redactor.isToken(member) ? redactor.said(text) : redactor.ours(text),
    (name) => name,
  );
}

/** The texts that we sent: where a service answers with them they are still ours. */
function ownValues({ calls }: Finding): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { request } of calls) {
    if (request.kind !== 'operation') continue;
    mapJson(
      request.input,
      (text) => {
        texts.add(text);
        return text;
      },
      (name) => name,
    );
  }
  return texts;
}

function mapJson(
  value: JsonValue,
  text: (text: string, member: string | null) => string,
  name: (name: string) => string,
  { member = null, depth = 0 }: { member?: string | null; depth?: number } = {},
): JsonValue {
  if (typeof value === 'string') return text(value, member);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return TOO_DEEP;
  const inner = depth + 1;
  if (Array.isArray(value)) return value.map((item) => mapJson(item, text, name, { depth: inner }));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      name(key),
      mapJson(item, text, name, { member: key, depth: inner }),
    ]),
  );
}

/** What is tolerated: the ids of findings may hold the name of an error. */
export function redactDeviation(deviation: RecordedDeviation, redactor: Redactor): RecordedDeviation {
  return { ...deviation, ownedBy: deviation.ownedBy.map((id) => redactId(id, redactor)) };
}
