import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { connect } from '../connect.ts';
import { loopbackServer } from '../testing/loopback-server.ts';
import { loneTarget } from '../testing/run-against.ts';
import { firstContact, connectionMeaning } from './first-contact.ts';
import { createServer as createHttp2 } from 'node:http2';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { bareRequest } from '../testing/test-session.ts';

const contract = loadContract();

async function contact(url: URL, withinMs = 0) {
  const target = loneTarget(url, {
    timing: { requestTimeout: 300, consistencyWindow: 0, regionTimeout: 1000 },
  });
  const { client } = await connect(target, contract);
  onTestFinished(() => client.close());
  return firstContact({ target, contract, client, seed: 1, signal: new AbortController().signal, withinMs });
}

/** A port on which nothing listens. */
async function closedPort(): Promise<URL> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
}

test('a service that is not ready is asked until it is', async () => {
  let asked = 0;
  const server = await loopbackServer((_request, _body, response) => {
    asked += 1;
    response.writeHead(asked > 3 ? 200 : 503, { 'content-type': 'application/json' }).end('{}');
  });
  onTestFinished(() => server.close());
  expect(await contact(server.url, 10_000)).toMatchObject({ problem: null, requests: 4 });
});

test('one that is not asked again says how', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(503).end();
  });
  onTestFinished(() => server.close());
  const { problem } = await contact(server.url);
  expect(problem).toMatch(/it is not ready \(status 503\); .*--wait 60s/);
});

test('so does a port on which nothing listens yet', async () => {
  const { problem } = await contact(await closedPort());
  expect(problem).toMatch(/refused: .*; where it is still starting, --wait 60s/);
});

test('a service that is slow is told by what gives it longer, and not asked again', async () => {
  const server = await loopbackServer(() => {});
  onTestFinished(() => server.close());
  const { problem, requests } = await contact(server.url, 10_000);
  expect(problem).toMatch(/no answer within 0\.3 s; --timeout gives it longer/);
  expect(requests).toBe(1);
});

test('any other answer is one', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(500).end();
  });
  onTestFinished(() => server.close());
  expect((await contact(server.url)).problem).toBeNull();
});

async function faultOf(scheme: string, server: Server | ReturnType<typeof createHttp2>) {
  server.on('sessionError', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const endpoint = new URL(`${scheme}://127.0.0.1:${port}`);
  const client = createWireClient(endpoint, { timeoutMs: 2000, region: 'us-east-1', service: 'account' });
  onTestFinished(async () => {
    await client.close();
    server.close();
  });
  const { fault } = await client.send(bareRequest('{}'));
  return fault && connectionMeaning(fault);
}

test('a service of HTTP/2 alone is named as one', async () => {
  expect(await faultOf('http', createHttp2())).toContain('a service of HTTP/2 alone cannot be judged');
});

test('one that does not speak TLS, too', async () => {
  const plain = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  expect(await faultOf('https', plain)).toContain('does not speak TLS');
});

test.each([
  ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: alert', 'HTTP/2 alone'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_HAS_EXPIRED: certificate has expired', 'has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID: altnames', 'another name'],
])('%s is told in one sentence', (message, told) => {
  expect(connectionMeaning({ kind: 'tls', message })).toContain(told);
});
