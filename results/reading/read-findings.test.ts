import { expect, test } from 'vitest';
import { readFindings } from './read-findings.ts';
import type { Finding } from '../record.ts';

const WIRE = {
  kind: 'wire',
  operation: 'ListRegions',
  method: 'POST',
  target: '/listRegions',
  headers: [['content-type', 'application/json']],
  body: 'e30=',
  signing: {},
  transport: 'raw',
};
const FINDING = {
  rule: 'listing/one-page',
  level: 'must',
  statement: 'A statement.',
  source: 'A source.',
  operation: 'ListRegions',
  id: 'listing/one-page 200 JSON object',
  answer: '200 JSON object',
  message: 'expected',
  expected: 'expected',
  actual: 'actual',
  counterexample: null,
  variant: null,
  calls: [{ identity: 'standalone', request: WIRE, expected: { kind: 'anything' }, actual: 'actual' }],
  exchanges: [],
  count: 1,
  seed: 1,
  path: null,
  shrinks: 0,
  shrinkNote: null,
  reproduce: { command: 'account-conformance', curl: null },
} satisfies Record<Exclude<keyof Finding, 'flaky' | 'hostile'>, unknown>;

function withCall(changes: object): object {
  const [call] = FINDING.calls;
  return { ...FINDING, calls: [{ ...call, ...changes }] };
}

const withRequest = (changes: object) => withCall({ request: { ...WIRE, ...changes } });

test('a finding, alone and in a result', () => {
  expect(readFindings(JSON.stringify(FINDING))).toEqual({ target: null, findings: [FINDING] });
  const target = { name: 'embedded', endpoint: 'http://127.0.0.1:5000/', region: 'us-east-1' };
  const result = { rules: [{ id: 'a' }, { id: 'b', findings: [FINDING] }], target };
  const { name, endpoint } = target;
  expect(readFindings(JSON.stringify(result))).toEqual({ target: { name, endpoint }, findings: [FINDING] });
});

/** As the first version of the tool wrote it. */
function ofVersion1(bucket: string, expected: object): object {
  const { id: _, answer: __, ...finding } = withCall({ expected }) as typeof FINDING;
  return { ...finding, bucket };
}

const PAIRED = { errors: ['ValidationException', 'AccessDeniedException'], statuses: [400, 403] };

test.each<readonly [string, object, object]>([
  [
    'a refusal with one of several errors, each with any of the statuses',
    { kind: 'refused', ...PAIRED },
    {
      kind: 'refused',
      answers: PAIRED.errors.map((error) => ({ error, statuses: PAIRED.statuses })),
    },
  ],
  [
    'any refusal for a reason',
    { kind: 'refused', errors: null, statuses: null, reason: 'x' },
    { kind: 'refused', answers: null, reason: 'x' },
  ],
  [
    'a refusal with a status, among others',
    { kind: 'any-of', of: [{ kind: 'success' }, { kind: 'refused', errors: null, statuses: [404] }] },
    {
      kind: 'any-of',
      of: [{ kind: 'success' }, { kind: 'refused', answers: [{ error: null, statuses: [404] }] }],
    },
  ],
  ['a success', { kind: 'success' }, { kind: 'success' }],
])('a finding of the first version, which expected %s', (_, before, expected) => {
  const old = ofVersion1('listing/one-page ListRegions 400 ValidationException', before);
  const lifted = {
    ...withCall({ expected }),
    id: 'listing/one-page ListRegions 400 ValidationException',
    answer: '400 ValidationException',
  };
  expect(readFindings(JSON.stringify(old)).findings).toEqual([lifted]);
  const target = { name: 'embedded', endpoint: 'http://127.0.0.1:5000/' };
  const result = { schemaVersion: 1, rules: [{ id: 'a', finding: old }, { id: 'b' }], target };
  expect(readFindings(JSON.stringify(result)).findings).toEqual([
    { ...lifted, id: 'listing/one-page 400 ValidationException' },
  ]);
});

test('what the first version said of an answer without an error name is not taken over', () => {
  const old = ofVersion1('listing/one-page ListRegions 200 object', { kind: 'anything' });
  const [finding] = readFindings(JSON.stringify(old)).findings;
  expect(finding).toMatchObject({ answer: '', id: 'listing/one-page ListRegions' });
});

test.each<readonly [string, object]>([
  ['that is none', { kind: 'refused', errors: 3, statuses: null }],
  ['with a nested one', { kind: 'any-of', of: [[{ kind: 'refused', errors: null }]] }],
  ['of both versions', { kind: 'refused', errors: null, statuses: null, answers: [], more: 1 }],
])('an expectation of the first version %s is refused', (_, expected) => {
  const old = ofVersion1('listing/one-page ListRegions 400 X', expected);
  expect(() => readFindings(JSON.stringify(old))).toThrow(/calls\.0\.expected/);
});

test('bytes that were signed in place of the body are bytes again', () => {
  const signedBody = Buffer.from('abc');
  const { findings } = readFindings(JSON.stringify(withRequest({ signing: { signedBody } })));
  expect(findings[0]?.calls[0]?.request).toMatchObject({ signing: { signedBody } });
});

let deep: unknown = null;
for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];

test.each<readonly [string, unknown, RegExp]>([
  ['a key that is not known', { ...FINDING, more: 1 }, /more/],
  ['a key of a call that is not known', withCall({ more: 1 }), /calls\.0.*more/],
  ['another kind of expectation', withCall({ expected: { kind: 'other' } }), /calls\.0\.expected/],
  ['a wait without end', withCall({ withinMs: 1e300 }), /calls\.0\.withinMs/],
  ['a body that is not base64', withRequest({ body: '{}' }), /base64/],
  ['another transport', withRequest({ transport: 'other' }), /transport/],
  ['a header without a value', withRequest({ headers: [['x']] }), /headers/],
  [
    'a scope of another service',
    withRequest({ signing: { service: 's3' } }),
    /only rules of the suite signing/,
  ],
  ['a scope of another region', withRequest({ signing: { region: 'x' } }), /only rules of the suite signing/],
  ['calls that are none', { ...FINDING, calls: 1 }, /calls/],
  ['something deep', { ...FINDING, counterexample: deep }, /nested more than 500 deep/],
  ['something else', { a: 1 }, /neither a result file nor a finding/],
  ['rules without a target', { rules: [] }, /target/],
  ['nothing', null, /neither/],
])('%s is refused', (_, given, message) => {
  expect(() => readFindings(stringified(given))).toThrow(
    expect.objectContaining({ name: 'InvalidFindings', message: expect.stringMatching(message) }),
  );
});

/** JSON.stringify recurses. */
function stringified(given: unknown): string {
  const marked = JSON.stringify(given, (_, value: unknown) => (value === deep ? '@deep' : value));
  return marked.replace('"@deep"', `${'['.repeat(20_000)}null${']'.repeat(20_000)}`);
}

test('a scope of another service is read for a rule that is about signatures', () => {
  const finding = { ...withRequest({ signing: { service: 's3' } }), rule: 'signing/other-service' };
  expect(readFindings(JSON.stringify(finding)).findings).toHaveLength(1);
});
