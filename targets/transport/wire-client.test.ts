import { expect, test } from 'vitest';
import { headerValue } from './header-list.ts';
import {
  serveTcp,
  CREDENTIALS,
  identityWith,
  serveSeeing,
  wireClient,
  wireRequest,
} from '../testing/wire.ts';

test('the request arrives below the path of the endpoint, with date, token, length and signature', async () => {
  const { endpoint, seen } = await serveSeeing();
  const { response, fault, sentHeaders } = await wireClient(new URL('/prefix/', endpoint)).send(
    wireRequest(),
  );
  const [request] = seen;
  expect({ status: response?.status, fault }).toEqual({ status: 200, fault: null });
  expect(request).toMatchObject({ method: 'POST', target: '/prefix/listRegions' });
  expect(request?.body.toString()).toBe('{"MaxResults":1}');
  const headers = Object.fromEntries(request?.headers ?? []);
  expect(headers).toMatchObject({
    host: endpoint.host,
    'content-type': 'application/json',
    'content-length': '16',
    'x-amz-date': '20150830T123600Z',
    'x-amz-security-token': CREDENTIALS.sessionToken,
  });
  expect(headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE00000TEST\/20150830\/us-east-1\/account\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
  expect(headers['authorization']).toBe(headerValue(sentHeaders, 'authorization'));
});

test('an ordinary request names its sender, unsigned; one of given bytes does not', async () => {
  const { endpoint, seen } = await serveSeeing();
  const client = wireClient(endpoint, { userAgent: 'account-conformance/1 run/a' });
  await client.send(wireRequest());
  await client.send(wireRequest({ transport: 'raw' }));
  expect(seen.map(({ headers }) => headerValue(headers, 'user-agent'))).toEqual([
    'account-conformance/1 run/a',
    undefined,
  ]);
  expect(headerValue(seen[0]?.headers ?? [], 'authorization')).not.toContain('user-agent');
});

test('nobody signs: no date, no token, no signature', async () => {
  const { endpoint, seen } = await serveSeeing();
  await wireClient(endpoint).send(wireRequest({ identity: null }));
  const names = seen[0]?.headers.map(([name]) => name.toLowerCase()).toSorted();
  expect(names).toEqual(['connection', 'content-length', 'content-type', 'host']);
});

test('what is given is sent as it is given, and signed', async () => {
  const { endpoint, seen } = await serveSeeing();
  await wireClient(endpoint).send(
    wireRequest({
      headers: [
        ['X-Given', '  a   b '],
        ['X-Given', 'c'],
        ['X-Amz-Date', '20200101T000000Z'],
      ],
      signing: { everyHeader: true },
    }),
  );
  const headers = seen[0]?.headers ?? [];
  expect(headers.filter(([name]) => name === 'X-Given')).toEqual([
    ['X-Given', 'a   b'],
    ['X-Given', 'c'],
  ]);
  expect(headers.filter(([name]) => /date/i.test(name))).toEqual([['X-Amz-Date', '20200101T000000Z']]);
  expect(headerValue(headers, 'authorization')).toMatch(
    /\/20200101\/us-east-1\/.*SignedHeaders=host;x-amz-date;x-amz-security-token;x-given,/,
  );
});

test('a given signature is left as it is', async () => {
  const { endpoint, seen } = await serveSeeing();
  await wireClient(endpoint).send(wireRequest({ headers: [['Authorization', 'nonsense']] }));
  expect(seen[0]?.headers.filter(([name]) => /authorization|x-amz/i.test(name))).toEqual([
    ['Authorization', 'nonsense'],
  ]);
});

test('credentials are asked for before each signature', async () => {
  const { endpoint, seen } = await serveSeeing();
  const ids = ['AKIAFIRST', 'AKIASECOND'];
  const identity = {
    ...identityWith(CREDENTIALS),
    credentials: async () => ({ ...CREDENTIALS, accessKeyId: ids.shift() ?? 'none' }),
  };
  const client = wireClient(endpoint);
  await client.send(wireRequest({ identity }));
  await client.send(wireRequest({ identity }));
  const keys = seen.map(
    ({ headers }) => /Credential=(\w+)/.exec(headerValue(headers, 'authorization') ?? '')?.[1],
  );
  expect(keys).toEqual(['AKIAFIRST', 'AKIASECOND']);
});

test('connections are used again, and no more than allowed are open', async () => {
  const { endpoint, seen } = await serveSeeing();
  const client = wireClient(endpoint, { connections: 2 });
  await Promise.all(Array.from({ length: 20 }, () => client.send(wireRequest())));
  expect(seen.length).toBe(20);
  expect(new Set(seen.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
});

test('a raw request has a connection of its own', async () => {
  const { endpoint, seen } = await serveSeeing();
  const client = wireClient(endpoint);
  await client.send(wireRequest({ transport: 'raw' }));
  await client.send(wireRequest({ transport: 'raw' }));
  expect(new Set(seen.map(({ port }) => port)).size).toBe(2);
});

test('a fault on one connection does not reach the next request', async () => {
  let connections = 0;
  const endpoint = await serveTcp((socket) => {
    connections += 1;
    const answer = connections === 1 ? 'nonsense\r\n\r\n' : 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
    socket.on('data', () => socket.write(answer));
  });
  const client = wireClient(endpoint, { connections: 1 });
  expect((await client.send(wireRequest())).fault?.kind).toBe('malformed');
  expect((await client.send(wireRequest())).response?.status).toBe(200);
});

test('a pooled request that is not HTTP is the caller’s mistake, and nothing is sent', async () => {
  const { endpoint, seen } = await serveSeeing();
  const client = wireClient(endpoint);
  await expect(client.send(wireRequest({ target: '/a b' }))).rejects.toThrow(/raw/);
  await expect(client.send(wireRequest({ headers: [['content-length', '3']] }))).rejects.toThrow(/raw/);
  expect(seen).toEqual([]);
});
