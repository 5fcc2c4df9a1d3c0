import type {
  Finding,
  RecordedBody,
  RecordedExchange,
  ReplayCall,
  RuleResult,
  RunResult,
} from '../record.ts';
import { verdictOf } from '../verdict.ts';

/** Text that tries to act on whoever shows it: markup, escape sequences, control characters, bidi, half a surrogate pair. */
export const HOSTILE =
  '</script><script>window.pwned=1</script><img src=x onerror="window.pwned=2">`|[x](javascript:alert(1))' +
  ' ]]> <!-- \u001B[31mred\u001B]0;title\u0007 \u0000\u0008\u202Eevil\u2066 \uD800 @everyone ::error::x%0A\r\nnext';

/** A result with every outcome, for tests of reports. */
export function sampleResult(changes: Partial<RunResult> = {}): RunResult {
  const rules = changes.rules ?? sampleRules();
  const strict = changes.strict ?? false;
  const notImplemented = changes.notImplemented ?? ['EnableRegion', 'DisableRegion'];
  return {
    schemaVersion: 2,
    tool: { name: 'account-conformance', version: '0.1.0' },
    edition: 'guide-2024',
    target: {
      name: 'sandbox',
      endpoint: 'http://127.0.0.1:5000/',
      region: 'us-east-1',
      identities: [
        { name: 'standalone', role: 'standalone', accountId: '111111111111' },
        { name: 'o-example1/management', role: 'management', accountId: '222222222222' },
      ],
      capabilities: { signatures: 'probe', quotas: false },
      values: 'any',
    },
    seed: 42,
    runs: 20,
    workers: 4,
    selection: { suites: [], rules: [], operations: [], shard: null },
    strict,
    startedAt: '2026-05-04T10:00:00.000Z',
    durationMs: 4_321,
    requests: rules.reduce((sum, { requests }) => sum + requests, 0),
    notImplemented,
    notRestored: [],
    deviations: [
      {
        kind: 'another-success-status',
        operation: 'GetContactInformation',
        member: null,
        tolerated: '204 or 200',
        ruling: null,
        ownedBy: ['wire/request-id 404 HTML'],
      },
    ],
    ...verdictOf(rules, { strict, notImplemented }),
    ...changes,
    rules,
  };
}

/** A rule that passed, or as changed. */
export function sampleRule(id: string, changes: Partial<RuleResult> = {}): RuleResult {
  return {
    id,
    suite: id.slice(0, id.indexOf('/')),
    level: 'must',
    statement: `What ${id} requires.`,
    source: 'guide: GetAlternateContact › Errors',
    operations: ['GetAlternateContact'],
    outcome: 'pass',
    durationMs: 12.5,
    requests: 3,
    seed: 1_234,
    ...changes,
  };
}

export function sampleFinding(rule: string, changes: Partial<Finding> = {}): Finding {
  return {
    rule,
    level: 'must',
    statement: `What ${rule} requires.`,
    source: 'guide: GetAlternateContact › Errors',
    operation: 'GetAlternateContact',
    id: `${rule} 400 ValidationException`,
    answer: '400 ValidationException',
    message: 'Refused with another error than the contract names.',
    expected: 'refusal with ResourceNotFoundException (status 404)',
    actual: '400 ValidationException: no such contact',
    counterexample: { AlternateContactType: 'BILLING' },
    variant: null,
    calls: [sampleCall('GetAlternateContact', '400 ValidationException: no such contact')],
    exchanges: [sampleExchange('GetAlternateContact', 400, '{"message":"no such contact"}')],
    count: 1,
    seed: 1_234,
    path: '0:1',
    shrinks: 2,
    shrinkNote: null,
    reproduce: {
      command: `account-conformance run --target sandbox --rule ${rule} --seed 42`,
      curl: "curl -X POST http://127.0.0.1:5000/getAlternateContact -d '{}'",
    },
    ...changes,
  };
}

export function sampleCall(operation: string, actual: string): ReplayCall {
  return {
    identity: 'standalone',
    request: { kind: 'operation', operation, input: { AlternateContactType: 'BILLING' } },
    expected: { kind: 'anything' },
    actual,
  };
}

function sampleExchange(operation: string, status: number, body: string): RecordedExchange {
  return {
    operation,
    identity: 'standalone',
    request: {
      method: 'POST',
      target: `/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`,
      headers: [
        ['content-type', 'application/json'],
        ['authorization', '(removed)'],
      ],
      body: bodyOf('{"AlternateContactType":"BILLING"}'),
    },
    response: { status, headers: [['content-type', 'application/json']], body: bodyOf(body) },
    fault: null,
    durationMs: 3.2,
  };
}

/** One rule or more of every outcome, in several suites and operations. */
export function sampleRules(): RuleResult[] {
  const sequence = [
    sampleCall('PutAlternateContact', '200 with an empty body'),
    sampleCall('DeleteAlternateContact', '200 with an empty body'),
    sampleCall('DeleteAlternateContact', '200 with an empty body'),
  ];
  const failed = (id: string, changes: Partial<RuleResult>, finding: Partial<Finding> = {}) => {
    const rule = sampleRule(id, { outcome: 'fail', ...changes });
    const { level, statement, source } = rule;
    const operation = rule.operations[0] ?? null;
    return { ...rule, findings: [sampleFinding(id, { level, statement, source, operation, ...finding })] };
  };
  return [
    sampleRule('contacts/put-then-get', { operations: ['PutAlternateContact', 'GetAlternateContact'] }),
    failed('contacts/get-absent', {}),
    failed(
      'contacts/delete-twice',
      { operations: ['PutAlternateContact', 'DeleteAlternateContact'] },
      {
        message: 'The second delete succeeded.',
        actual: '200 with an empty body',
        calls: sequence,
        exchanges: sequence.map(({ actual }, index) =>
          sampleExchange(index === 0 ? 'PutAlternateContact' : 'DeleteAlternateContact', 200, actual),
        ),
        shrinkNote: 'cut short after 200 requests',
      },
    ),
    failed(
      'errors/hostile-answer',
      { operations: ['GetContactInformation'], statement: 'Answers hold no surprises.' },
      {
        message: `Answered ${HOSTILE}`,
        actual: `200 ${HOSTILE}`,
        counterexample: { ContactInformation: { FullName: HOSTILE } },
        calls: [sampleCall('GetContactInformation', `200 ${HOSTILE}`)],
        exchanges: [
          sampleExchange('GetContactInformation', 200, HOSTILE),
          {
            ...sampleExchange('GetContactInformation', 200, ''),
            response: null,
            fault: { kind: 'timeout', message: 'no answer within 10000 ms' },
          },
        ],
        count: 17,
      },
    ),
    withAnother(failed('wire/request-id', { level: 'should', outcome: 'warn', operations: ['ListRegions'] })),
    sampleRule('wire/get-method', {
      level: 'contested',
      outcome: 'observed',
      reason: 'answered 404',
      operations: ['ListRegions'],
    }),
    failed('regions/flaky-enable', {
      outcome: 'flaky',
      operations: ['GetRegionOptStatus'],
      secondRun: { outcome: 'pass', durationMs: 10, requests: 3 },
    }),
    failed('primary-contact/known', {
      outcome: 'known',
      operations: ['PutContactInformation'],
      reason: 'StateOrRegion is not checked (https://example.com/issues/7), until 2027-01-01',
    }),
    sampleRule('primary-contact/fixed', {
      outcome: 'fixed',
      operations: ['GetContactInformation'],
      reason: 'a known failure (optional members were kept) that passes now: remove its entry',
    }),
    sampleRule('validation/ListRegions/NextToken/max-length/accepts', {
      outcome: 'skipped',
      reason: 'unobservable: a token of 1000 characters is never issued',
      operations: ['ListRegions'],
    }),
    ...['EnableRegion', 'DisableRegion'].map((operation) =>
      sampleRule(`validation/${operation}/RegionName/required/refuses`, {
        outcome: 'blocked',
        reason: `${operation} is not implemented`,
        blockedBy: [`errors/implemented/${operation} not implemented`],
        operations: [operation],
        requests: 0,
      }),
    ),
    sampleRule('context/member-of-other-organization', {
      outcome: 'blocked',
      reason: 'no identity in the role member is configured',
      operations: ['GetContactInformation'],
      requests: 0,
    }),
    sampleRule('consistency/crashed', {
      outcome: 'error',
      reason: 'ECONNRESET while reading the answer',
      operations: ['GetContactInformation'],
    }),
  ];
}

/** The rule with a second finding, and more that were counted. */
function withAnother(rule: RuleResult): RuleResult {
  const { id, level, findings = [] } = rule;
  const another = { id: `${id} 404 HTML`, answer: '404 HTML', actual: '404 <html>', level };
  return { ...rule, findings: [...findings, sampleFinding(id, another)], moreFindings: 3 };
}

function bodyOf(text: string): RecordedBody {
  return { text, encoding: 'utf8', bytes: Buffer.byteLength(text), truncated: false };
}
