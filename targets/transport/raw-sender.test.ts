import { expect, test } from 'vitest';
import type { WireRequest } from './exchange.ts';
import { serveTcp, wireClient, wireRequest } from '../testing/wire.ts';

/** Everything that the server received until it saw `end`, or the end of the stream where it is null. */
async function bytesOf(
  changes: Partial<WireRequest>,
  end: string | null,
): Promise<{ text: string; host: string }> {
  let received = '';
  const endpoint = await serveTcp((socket) => {
    const answer = () => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (end !== null && received.endsWith(end)) answer();
    });
    socket.on('end', () => answer());
  });
  const { response, fault } = await wireClient(endpoint).send(
    wireRequest({ identity: null, transport: 'raw', ...changes }),
  );
  expect({ status: response?.status, fault }).toEqual({ status: 400, fault: null });
  return { text: received, host: endpoint.host };
}

test('request line, headers in order and body stand as they are given', async () => {
  const { text, host } = await bytesOf(
    {
      method: 'PoSt',
      target: '/list Regions?\u00ff',
      headers: [
        ['X-B', ' padded '],
        ['x-a', '\u00e9\t'],
        ['X-B', ''],
        ['Content-Type', 'a'],
        ['content-type', 'b'],
      ],
      body: Buffer.from([0x7b, 0xff, 0x00]),
    },
    '\u0000',
  );
  expect(text).toBe(
    `PoSt /list Regions?\u00ff HTTP/1.1\r\nhost: ${host}\r\nX-B:  padded \r\nx-a: \u00e9\t\r\nX-B: \r\nContent-Type: a\r\ncontent-type: b\r\ncontent-length: 3\r\n\r\n{\u00ff\u0000`,
  );
});

test('a given host stands where it is given', async () => {
  const { text } = await bytesOf(
    {
      headers: [
        ['a', 'b'],
        ['Host', 'x'],
        ['host', 'y'],
      ],
    },
    '}',
  );
  expect(text).toBe(
    'POST /listRegions HTTP/1.1\r\na: b\r\nHost: x\r\nhost: y\r\ncontent-length: 16\r\n\r\n{"MaxResults":1}',
  );
});

test('host and length can be left out', async () => {
  const { text } = await bytesOf(
    { headers: [], signing: { afterSigning: { host: null, 'content-length': null } } },
    '}',
  );
  expect(text).toBe('POST /listRegions HTTP/1.1\r\n\r\n{"MaxResults":1}');
});

test('chunked bodies are the caller’s, and get no length', async () => {
  const body = Buffer.from('2\r\n{}\r\n0\r\n\r\n');
  const { text, host } = await bytesOf({ headers: [['transfer-encoding', 'chunked']], body }, '0\r\n\r\n');
  expect(text).toBe(
    `POST /listRegions HTTP/1.1\r\nhost: ${host}\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  );
});

test.for([
  ['length', [['content-length', '100']], '{'],
  ['chunked', [['transfer-encoding', 'chunked']], '2\r\n{'],
] as const)('a body that is shorter than announced ends the stream: %s', async ([, headers, body]) => {
  const { text } = await bytesOf({ headers, body: Buffer.from(body) }, null);
  expect(text.endsWith(`\r\n\r\n${body}`)).toBe(true);
});

test('the signature stands at the end', async () => {
  const { identity } = wireRequest();
  const { text } = await bytesOf({ identity, headers: [['x', 'y']] }, '}');
  const names = text
    .split('\r\n\r\n')[0]
    ?.split('\r\n')
    .slice(1)
    .map((line) => line.split(':')[0]);
  expect(names).toEqual([
    'host',
    'x',
    'content-length',
    'x-amz-date',
    'x-amz-security-token',
    'authorization',
  ]);
});

test('a response to HEAD has no body, whatever length it announces', async () => {
  const endpoint = await serveTcp((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n'));
  });
  const { response } = await wireClient(endpoint).send(wireRequest({ method: 'HEAD', transport: 'raw' }));
  expect(response).toMatchObject({ status: 200, body: Buffer.alloc(0) });
});
