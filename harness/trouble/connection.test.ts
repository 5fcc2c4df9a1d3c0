import { createServer as createHttp2 } from 'node:http2';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { bareRequest } from '../testing/test-session.ts';
import { connectionMeaning } from './connection.ts';

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
