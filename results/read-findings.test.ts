import { expect, test } from 'vitest';
import { readFindings } from './read-findings.ts';
import type { Finding } from './record.ts';

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
  bucket: 'listing/one-page',
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
} satisfies Record<keyof Finding, unknown>;

function withCall(changes: object): object {
  const [call] = FINDING.calls;
  return { ...FINDING, calls: [{ ...call, ...changes }] };
}

const withRequest = (changes: object) => withCall({ request: { ...WIRE, ...changes } });

test('a finding, alone and in a result', () => {
  expect(readFindings(JSON.stringify(FINDING))).toEqual({ target: null, findings: [FINDING] });
  const target = { name: 'embedded', endpoint: 'http://127.0.0.1:5000/', region: 'us-east-1' };
  const result = { rules: [{ id: 'a' }, { id: 'b', finding: FINDING }], target };
  const { name, endpoint } = target;
  expect(readFindings(JSON.stringify(result))).toEqual({ target: { name, endpoint }, findings: [FINDING] });
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
