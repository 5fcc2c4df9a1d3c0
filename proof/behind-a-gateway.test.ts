import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { loopbackServer } from '../harness/testing/loopback-server.ts';
import { runAgainst } from '../harness/testing/run-against.ts';
import { loadContract } from '../spec/load-contract.ts';
import { startEmbedded } from './embedded.ts';

const contract = loadContract();
const { wire } = contract;
const paths = new Set(Object.values(contract.operations).map(({ path }) => path));
/** Bytes of a body that still pass. */
const MOST = 1 << 20;

/** Percent-encoding, doubled and trailing slashes and dot segments are gone, as a gateway writes a path. */
function normalized(target: string): string {
  const { pathname } = new URL(target.replaceAll(/\/{2,}/g, '/'), 'http://gateway');
  return decodeURIComponent(pathname).replace(/(?<=.)\/$/, '');
}

function answer(response: ServerResponse, status: number, name: string, message: string): void {
  response.writeHead(status, {
    'content-type': wire.contentType,
    [wire.errorHeader]: name,
    [wire.requestIdHeader]: crypto.randomUUID(),
  });
  response.end(JSON.stringify({ message }));
}

/** Stands before a service as an API gateway does: paths, methods, sizes and headers in ways of its own. */
async function gatewayTo(service: URL): Promise<URL> {
  const server = await loopbackServer((request: IncomingMessage, body, response) => {
    const { method = '', url = '' } = request;
    const path = URL.canParse(url, 'http://gateway') ? normalized(url) : '';
    if (method === 'OPTIONS') {
      response.writeHead(204, { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST' });
      response.end();
    } else if (method !== 'POST' || !paths.has(path)) {
      answer(response, 403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    } else if (body.byteLength > MOST) answer(response, 413, 'RequestEntityTooLargeException', 'Too long.');
    else passOn(service, path, request, body, response);
  });
  onTestFinished(() => server.close());
  return server.url;
}

function passOn(
  { hostname, port }: URL,
  path: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const { 'transfer-encoding': _encoding, connection: _connection, ...given } = request.headers;
  const headers = { ...given, 'content-length': String(body.byteLength), via: '1.1 gateway' };
  const asked = ask({ host: hostname, port, method: 'POST', path, headers }, (answered) => {
    const added = {
      'x-amz-apigw-id': 'AbCdEfGhIjK=',
      via: '1.1 gateway',
      'access-control-allow-origin': '*',
    };
    response.writeHead(answered.statusCode ?? 502, { ...answered.headers, ...added });
    answered.pipe(response);
  });
  asked.on('error', () => response.destroy());
  asked.end(body);
}

test('a service behind an API gateway is accused of nothing for what the gateway does', async () => {
  const { target, close } = await startEmbedded({});
  onTestFinished(close);
  const endpoint = await gatewayTo(target.endpoint);
  const { rules, notRestored } = await runAgainst(
    { ...target, endpoint },
    { suites: ['wire', 'errors', 'listing'] },
    { runs: 4 },
  );
  const found = rules.filter(({ outcome }) => !['pass', 'observed', 'skipped'].includes(outcome));
  expect(found.map(({ id, outcome, findings = [] }) => [id, outcome, findings[0]?.actual])).toEqual([]);
  expect(notRestored).toEqual([]);
});
