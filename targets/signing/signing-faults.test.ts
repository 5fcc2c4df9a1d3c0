import { expect, test } from 'vitest';
import type { Signing, WireRequest } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';
import { authorization, signingDate } from './sign.ts';
import { CREDENTIALS, serveSeeing, wireClient, wireRequest, type Seen } from '../testing/wire.ts';

const NOW = new Date('2015-08-30T12:36:00Z');

async function seenWith(signing: Signing, changes: Partial<WireRequest> = {}): Promise<Seen> {
  const { endpoint, seen } = await serveSeeing();
  const { fault } = await wireClient(endpoint).send(wireRequest({ signing, ...changes }));
  const [request] = seen;
  if (!request) throw new Error(`nothing arrived: ${fault?.message}`);
  return request;
}

function auth({ headers }: Seen): string {
  return headerValue(headers, 'authorization') ?? '';
}

/** The signature that a correct signer makes for what arrived, with differences. */
function expectedFor(request: Seen, changes: Partial<Parameters<typeof authorization>[0]> = {}): string {
  const names = /SignedHeaders=([^,]+)/.exec(auth(request))?.[1]?.split(';') ?? [];
  return authorization({
    method: request.method,
    target: request.target,
    headers: request.headers.filter(([name]) => names.includes(name.toLowerCase())),
    body: request.body,
    credentials: CREDENTIALS,
    service: 'account',
    region: 'us-east-1',
    date: headerValue(request.headers, 'x-amz-date') ?? '',
    ...changes,
  });
}

test('without faults the signature fits what arrived', async () => {
  const request = await seenWith({});
  expect(auth(request)).toBe(expectedFor(request));
});

test('clock skew', async () => {
  const request = await seenWith({ clockSkew: -3600 });
  expect(headerValue(request.headers, 'x-amz-date')).toBe(signingDate(new Date(NOW.getTime() - 3_600_000)));
  expect(auth(request)).toBe(expectedFor(request));
});

test('another service and another region', async () => {
  const request = await seenWith({ service: 'iam', region: 'eu-west-1' });
  expect(auth(request)).toContain('/20150830/eu-west-1/iam/aws4_request');
  expect(auth(request)).toBe(expectedFor(request, { service: 'iam', region: 'eu-west-1' }));
});

test('another access key', async () => {
  const request = await seenWith({ accessKeyId: 'AKIANOBODY' });
  expect(auth(request)).toContain('Credential=AKIANOBODY/');
});

test('another secret key: a signature of the right form that does not fit', async () => {
  const request = await seenWith({ secretAccessKey: 'other' });
  expect(auth(request)).not.toBe(expectedFor(request));
  expect(auth(request)).toBe(
    expectedFor(request, { credentials: { ...CREDENTIALS, secretAccessKey: 'other' } }),
  );
});

test('the session token left out, and another one', async () => {
  const without = await seenWith({ sessionToken: null });
  expect(headerValue(without.headers, 'x-amz-security-token')).toBeUndefined();
  expect(auth(without)).toBe(expectedFor(without));
  const other = await seenWith({ sessionToken: 'other' });
  expect(headerValue(other.headers, 'x-amz-security-token')).toBe('other');
  expect(auth(other)).toBe(expectedFor(other));
});

test('another body than the signed one', async () => {
  const signedBody = Buffer.from('{"MaxResults":2}');
  const request = await seenWith({ signedBody });
  expect(request.body.toString()).toBe('{"MaxResults":1}');
  expect(auth(request)).not.toBe(expectedFor(request));
  expect(auth(request)).toBe(expectedFor(request, { body: signedBody }));
});

test('another target than the signed one', async () => {
  const request = await seenWith({ signedTarget: '/other?a=b' });
  expect(request.target).toBe('/listRegions');
  expect(auth(request)).toBe(expectedFor(request, { target: '/other?a=b' }));
});

test('headers changed, added and removed after signing', async () => {
  const request = await seenWith(
    {
      everyHeader: true,
      afterSigning: { 'Content-Type': 'text/plain', 'x-added': 'late', 'X-Amz-Security-Token': null },
    },
    {
      headers: [
        ['content-type', 'application/json'],
        ['x-kept', 'kept'],
      ],
    },
  );
  const names = request.headers.map(([name]) => name);
  expect(headerValue(request.headers, 'content-type')).toBe('text/plain');
  expect(headerValue(request.headers, 'x-added')).toBe('late');
  expect(names.filter((name) => /content-type|x-amz-security-token/i.test(name))).toEqual(['Content-Type']);
  expect(auth(request)).toContain('SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-kept');
  expect(auth(request)).not.toBe(expectedFor(request));
});

const DOUBLED = {
  headers: [
    ['content-type', 'application/json'],
    ['accept', '*/*'],
    ['content-type', 'text/plain'],
    ['x-amz-target', 'None.Such'],
    ['x-extra', 'a'],
    ['x-extra', 'b'],
  ],
  transport: 'raw',
} as const satisfies Partial<WireRequest>;

test('headers that no service needs to see signed, and doubled ones, are not signed', async () => {
  const request = await seenWith({}, DOUBLED);
  expect(auth(request)).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target,');
  expect(auth(request)).toBe(expectedFor(request));
});

test('unless each header shall be signed', async () => {
  const request = await seenWith({ everyHeader: true }, DOUBLED);
  const names = 'accept;content-type;host;x-amz-date;x-amz-security-token;x-amz-target;x-extra';
  expect(auth(request)).toContain(`SignedHeaders=${names},`);
  expect(auth(request)).toBe(expectedFor(request));
});

test('the authorization header itself can be replaced', async () => {
  const request = await seenWith({ afterSigning: { authorization: 'AWS4-HMAC-SHA256 nonsense' } });
  expect(auth(request)).toBe('AWS4-HMAC-SHA256 nonsense');
});

test('in the query string: everything is there, nothing in headers, the rest of the target as it was', async () => {
  const request = await seenWith({ query: true }, { target: '/listRegions?b=%7e&a=1+2' });
  expect(request.headers.filter(([name]) => /authorization|x-amz/i.test(name))).toEqual([]);
  expect(request.target).toMatch(/^\/listRegions\?b=%7e&a=1\+2&X-Amz-/);
  const query = new URL(request.target, 'http://localhost').searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${CREDENTIALS.accessKeyId}/20150830/us-east-1/account/aws4_request`,
    'X-Amz-Date': '20150830T123600Z',
    'X-Amz-Expires': '300',
    'X-Amz-Security-Token': CREDENTIALS.sessionToken,
    'X-Amz-SignedHeaders': 'content-type;host',
  });
  const signature = query.get('X-Amz-Signature');
  const target = request.target.replace(`&X-Amz-Signature=${signature}`, '');
  const headers = request.headers.filter(([name]) => /^(content-type|host)$/.test(name));
  const { sessionToken: _, ...keys } = CREDENTIALS;
  const again = expectedFor(request, { target, headers, credentials: keys, date: '20150830T123600Z' });
  expect(again).toContain(`Signature=${signature}`);
});
