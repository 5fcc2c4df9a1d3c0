import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { endpointTarget } from '../config/resolve-target.ts';
import { wireRequest } from '../testing/wire.ts';
import type { Header } from '../transport/exchange.ts';
import type { WrittenRequest } from '../transport/prepare-request.ts';
import { createGuard } from './guard.ts';

const ENV = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ACCOUNT_ID: '111111111111' };
const target = endpointTarget(new URL('http://account.example.test/prefix'), ENV);
const guard = createGuard(target, loadContract(), 'read');
const SECOND =
  'POST /enableRegion HTTP/1.1\r\nhost: x\r\ncontent-length: 27\r\n\r\n{"RegionName":"af-south-1"}';
const OTHER = '{"AccountId":"444444444444"}';

interface Parts {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly Header[];
  readonly body?: string | Uint8Array;
}

/** What is said of a read of the regions whose bytes are these. */
function judge({ method = 'POST', target: path = '/prefix/listRegions', headers = [], body = '{}' }: Parts) {
  const written: WrittenRequest = {
    method,
    target: path,
    headers: [['host', 'account.example.test'], ['content-length', '2'], ...headers],
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
  guard?.(written, wireRequest());
}

const WRITES: readonly (readonly [string, Parts])[] = [
  ['a line break in a header', { headers: [['x', `a\r\n\r\n${SECOND}`]] }],
  ['a character whose lower byte is a line break', { headers: [['x', 'a\u010aX-Amz-Target: x']] }],
  ['a next-line character', { headers: [['x', 'a\u0085x-amz-target: x']] }],
  ['a line break in the name of a header', { headers: [['x\ny', 'a']] }],
  ['a colon in the name of a header', { headers: [['x-amz-target: EnableRegion\t', 'a']] }],
  ['a line break in the method', { method: 'GET / HTTP/1.1\r\n\r\nPOST' }],
  ['a blank in the target', { target: '/prefix/listRegions HTTP/1.1' }],
  ['a target that is an address', { target: 'http://account.example.test/enableRegion' }],
  ['a second request behind the body', { body: `{}${SECOND}` }],
  ['a second request without a version', { body: '{}\n\nPOST /putAccountName\n' }],
  [
    'an operation in chunks',
    {
      headers: [['transfer-encoding', 'chunked']],
      body: '6\r\nAction\r\n7\r\n=Enable\r\n6\r\nRegion\r\n0\r\n\r\n',
    },
  ],
  ['an operation in a header', { headers: [['x-amz-target', 'AWSAccountV20210201.EnableRegion']] }],
  ['a path in a header', { headers: [['X-Original-URL', '/enableRegion']] }],
  ['an unknown operation in a header', { headers: [['x-rewrite-url', '/putAccountName']] }],
  [
    'an operation of another service',
    { headers: [['x-amz-target', 'AWSOrganizationsV20161128.CloseAccount']] },
  ],
  ['another host', { headers: [['host', 'iam.amazonaws.com']] }],
  ['another path', { target: '/prefix/enableRegion' }],
  ['another path beside an escape that is none', { target: '/prefix/en%61bleRegion?%' }],
  ['another path, escaped twice', { target: '/prefix/en%2561bleRegion' }],
  ['another path behind dots', { target: '/prefix/listRegions/%2e%2e/enableRegion' }],
  ['an unknown path behind dots', { target: '/prefix/listRegions%2f..%2fputAccountName' }],
  ['an action in the query', { target: '/prefix/listRegions?Action=PutAccountName' }],
  [
    'an account that a length cuts out',
    { headers: [['content-length', '26']], body: '{"AccountId":"444444444444111111111111"}' },
  ],
  [
    'an account behind a brace in a text',
    { body: String.raw`{"AccountId":{"x":"\u0022]","y":"444444444444"}}` },
  ],
  ['an account as a number', { body: '{"AccountId":4.44444444444e11}' }],
  [
    'an account beside an escape that is none',
    { target: '/prefix/listRegions?Account%49d=444444444444&x=%' },
  ],
  ['an account over two lines of a form', { body: 'AccountId=4444444\r\n44444&x=%' }],
  ['an account beside one that may be named', { body: '{"AccountId":"111111111111 444444444444"}' }],
  ['an account in a path', { target: '/prefix/listRegions/444444444444' }],
  [
    'an account in chunks',
    {
      headers: [['transfer-encoding', 'chunked']],
      body: `9\r\n${OTHER.slice(0, 9)}\r\n13\r\n${OTHER.slice(9)}\r\n0\r\n\r\n`,
    },
  ],
  ['an account in a packed body', { headers: [['content-encoding', 'gzip']], body: gzipSync(OTHER) }],
  [
    'an account in a body that is packed twice',
    { headers: [['content-encoding', 'gzip, gzip']], body: gzipSync(gzipSync(OTHER)) },
  ],
  ['an account in UTF-16', { body: Buffer.from(OTHER, 'utf16le') }],
  ['an account in wide digits', { body: '{"AccountId":"４４４４４４４４４４４４"}' }],
  ['escapes without end', { target: `/prefix/listRegions?x=%${'25'.repeat(20)}` }],
];

test.each(WRITES)('%s is not sent', (_, parts) => {
  expect(() => judge(parts)).toThrow(expect.objectContaining({ name: 'SafetyRefusal' }));
});

test.each<readonly [string, Parts]>([
  ['as usual', {}],
  ['one that may be named', { body: '{"AccountId":"111111111111"}' }],
  ['a near miss of it', { body: '{"AccountId":"1111111111111"}' }],
  ['one that is too short', { body: '{"AccountId":"44444444444"}' }],
  ['one that is too short in a query', { target: '/prefix/listRegions?AccountId=44444444444' }],
  [
    'a phone number of as many digits',
    { body: '{"AccountId":"111111111111","PhoneNumber":"+123456789012"}' },
  ],
  ['a body that is longer than it says', { headers: [['content-length', '1']], body: '{"MaxResults":1}' }],
  ['chunks without an end', { headers: [['transfer-encoding', 'chunked']], body: '2\r\n{}\r\n' }],
  ['a body that is not packed', { headers: [['content-encoding', 'gzip']] }],
  ['bytes beyond ASCII in a header', { headers: [['x-extra', 'na\u00efve']] }],
  ['another method', { method: 'DELETE' }],
  ['no operation', { target: '/prefix/' }],
  ['a path that names none', { target: '/prefix/unknownOperation' }],
  ['nearly a path', { target: '/prefix/listRegion' }],
  ['a path with an escape', { target: '/prefix/%6cistRegions' }],
  ['a header that names the same', { headers: [['x-amz-target', 'AWSAccountV20210201.ListRegions']] }],
  ['the name of this machine', { headers: [['host', 'localhost:1']] }],
])('harmless, and sent: %s', (_, parts) => {
  expect(() => judge(parts)).not.toThrow();
});

describe('a signature over what is not sent', () => {
  const signing = { signedTarget: '/enableRegion', signedBody: Buffer.from('{"RegionName":"af-south-1"}') };
  const written = { method: 'POST', target: '/listRegions', headers: [], body: Buffer.from('{}') };

  test('is not given for what may not be sent', () => {
    expect(() => guard?.(written, wireRequest({ signing }))).toThrow(/EnableRegion changes/);
  });

  test('is given for what may be', () => {
    const other = { ...signing, signedTarget: '/getRegionOptStatus' };
    expect(() => guard?.(written, wireRequest({ signing: other }))).not.toThrow();
  });
});

test('a change of an account that only some reader finds is refused, since the journal covers another one', () => {
  const own = { ...target, safety: { ...target.safety, tier: 'write' as const, accounts: ['444444444444'] } };
  const writing = createGuard(own, loadContract(), 'write');
  const body = Buffer.from('{"AlternateContactType":"SECURITY"}');
  const request = wireRequest({
    operation: 'DeleteAlternateContact',
    target: '/deleteAlternateContact',
    body,
  });
  const written = { method: 'POST', target: '/prefix/deleteAlternateContact', headers: [], body };
  expect(() => writing?.(written, request)).not.toThrow();
  const more = { ...written, headers: [['x-account-id', '444444444444']] as const };
  expect(() => writing?.(more, request)).toThrow(/could change account 444444444444/);
});

test('on loopback everything goes', () => {
  expect(createGuard({ ...target, loopback: true }, loadContract(), 'read')).toBeNull();
});
