import { INVARIANTS } from '../../../harness/invariants/registry.ts';
import type { Rule } from '../../../harness/rule.ts';
import type { TracedCall } from '../../../harness/trace.ts';
import { judgeService } from '../../../proof/judge-service.ts';
import { sampleRulesOf } from '../../../proof/sample-rules.ts';
import type { RecordedExchange, RuleResult, RecordedBody } from '../../../results/record.ts';
import type { Contract } from '../../../spec/contract.ts';
import { embeddedTarget } from '../../../targets/config/presets.ts';
import { Redactor } from '../../../results/redact/redactor.ts';
import { recordExchange } from '../../../targets/transport/record-exchange.ts';
import { cutText } from '../../../results/text/wording.ts';
import { escapeInvisible } from '../../../results/text/escape-invisible.ts';

/** The same each time: an example is read, not searched for faults. */
const SEED = 1;

/** One exchange of a rule that was run once on the embedded service. */
export interface Example {
  /** The rule that sent it: for an invariant, one of many. */
  readonly rule: string;
  readonly result: Pick<RuleResult, 'outcome' | 'reason'>;
  readonly requests: number;
  /** `null`: the rule sent nothing. */
  readonly exchange: RecordedExchange | null;
  /** Whether the request is signed as any other. */
  readonly plainlySigned: boolean;
}

/** Runs a rule once, with one value per property, and takes the exchange that shows what it is about. */
export async function exampleOfRule(rule: Rule, contract: Contract): Promise<Example> {
  const { calls, result } = await runOnce(rule, contract);
  return example(rule, result, calls, decidingCall(calls, rule.id, contract));
}

/** Runs sample rules until the invariant says something about an answer. */
export async function exampleOfInvariant(
  id: string,
  rules: readonly Rule[],
  contract: Contract,
): Promise<Example | null> {
  const invariant = INVARIANTS.find((one) => one.id === id);
  if (!invariant) throw new RangeError(`no invariant is called ${id}`);
  for (const rule of sampleRulesOf(rules, contract)) {
    const { calls, result } = await runOnce(rule, contract);
    const call = calls.find(({ answer }) => invariant.applies(answer, contract));
    if (call) return example(rule, result, calls, call);
  }
  return null;
}

interface RuleRun {
  readonly calls: readonly TracedCall[];
  readonly result: Example['result'];
}

async function runOnce(rule: Rule, contract: Contract): Promise<RuleRun> {
  const calls: TracedCall[] = [];
  const { rules } = await judgeService(
    { verifySignatures: rule.capability === 'signatures', enforceQuotas: rule.capability === 'quotas' },
    {
      contract,
      rules: [rule],
      seed: SEED,
      runs: 1,
      workers: 1,
      signal: new AbortController().signal,
      around: (one) => (one.id === rule.id ? keepingCalls(one, calls) : one),
    },
  );
  const result = rules.find(({ id }) => id === rule.id);
  return { calls, result: result ?? { outcome: 'blocked', reason: 'it does not run on this target' } };
}

/** A session forgets the calls of what went well. */
function keepingCalls(rule: Rule, calls: TracedCall[]): Rule {
  return {
    ...rule,
    check: (context) => {
      const { session } = context;
      const send = session.send.bind(session);
      session.send = async (request, expected, options) => {
        const answer = await send(request, expected, options);
        const call = session.calls.findLast((one) => one.answer === answer);
        if (call) calls.push(call);
        return answer;
      };
      return rule.check(context);
    },
  };
}

/**
 * The last call that is judged; where there are some, of the operation that the id names, and of those that are wrong on
 * purpose. What an obligation is about is told by its side: after it only the state is read.
 */
function decidingCall(calls: readonly TracedCall[], id: string, contract: Contract): TracedCall | undefined {
  const segments = id.split('/');
  const operation = segments.find((segment) => segment in contract.operations);
  const side = segments[0] === 'validation' ? segments.at(-1) : undefined;
  const preferences: ((call: TracedCall) => boolean)[] = [
    ({ expected }) => expected.kind !== 'anything',
    ({ request }) => operation === undefined || request.operation === operation,
    (call) => !isOrdinary(call),
    ({ answer }) => side === undefined || (answer.error === null) === (side === 'accepts'),
  ];
  return preferences
    .reduce((left, preferred) => {
      const some = left.filter(preferred);
      return some.length > 0 ? some : left;
    }, calls)
    .at(-1);
}

function isOrdinary({ request, input }: TracedCall): boolean {
  return input !== undefined && !request.provokes?.length && request.signing === undefined;
}

async function example(
  rule: Rule,
  { outcome, reason }: Example['result'],
  calls: readonly TracedCall[],
  call: TracedCall | undefined,
): Promise<Example> {
  const { identities } = embeddedTarget(new URL('http://127.0.0.1'));
  const redactor = new Redactor();
  for (const identity of identities) redactor.learnCredentials(await identity.credentials());
  return {
    rule: rule.id,
    result: { outcome, ...(reason === undefined ? {} : { reason }) },
    requests: calls.length,
    exchange: call ? recordExchange(call.answer.exchange, redactor) : null,
    plainlySigned: call?.request.signing === undefined,
  };
}

/** What every HTTP client sends and every server answers. */
const USUAL = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'transfer-encoding',
  'user-agent',
]);
/** How a request is signed says nothing about a rule, unless that is what is wrong with it. */
const SIGNING = new Set(['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256']);
const LONGEST_BODY = 600;
const LONGEST_HEADER = 200;

/** Request and answer as they stood on the wire, secrets removed: `>` was sent, `<` came back. */
export function exchangeLines(
  { request, response, fault }: RecordedExchange,
  { plainlySigned }: { readonly plainlySigned: boolean },
): string[] {
  const left = plainlySigned ? new Set([...USUAL, ...SIGNING]) : USUAL;
  const sent = message(`${request.method} ${request.target}`, request, left);
  const answered = response
    ? message(String(response.status), response, USUAL)
    : [`no answer: ${fault?.message ?? 'the connection was closed'}`];
  return [...sent.map((line) => `> ${line}`.trimEnd()), ...answered.map((line) => `< ${line}`.trimEnd())];
}

function message(
  start: string,
  { headers, body }: Pick<RecordedExchange['request'], 'headers' | 'body'>,
  left: ReadonlySet<string>,
): string[] {
  const shown = headers.filter(([name]) => !left.has(name.toLowerCase()));
  return [
    cutText(escapeInvisible(start), LONGEST_HEADER),
    ...shown.map(([name, value]) => cutText(escapeInvisible(`${name}: ${value}`), LONGEST_HEADER)),
    ...(body.bytes === 0 ? ['(no body)'] : ['', ...bodyText(body).split('\n')]),
  ];
}

function bodyText({ text, encoding, bytes }: RecordedBody): string {
  const shown = cutText(escapeInvisible(text, { lines: true }), LONGEST_BODY);
  return encoding === 'base64' ? `(${bytes} bytes that are not UTF-8, in base64) ${shown}` : shown;
}
