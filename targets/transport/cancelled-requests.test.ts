import { once } from 'node:events';
import type { LookupFunction, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { serveHttp, serveTcp, wireClient, wireRequest } from '../testing/wire.ts';

test.for(['pooled', 'raw'] as const)('%s: past the deadline the connection is closed', async (transport) => {
  const connected = Promise.withResolvers<Socket>();
  const endpoint = await serveTcp((socket) => {
    socket.resume();
    connected.resolve(socket);
  });
  const exchange = wireClient(endpoint, { timeoutMs: 400 }).send(wireRequest({ transport }));
  const socket = await connected.promise;
  await once(socket, 'close');
  expect((await exchange).fault?.kind).toBe('timeout');
});

test.for(['pooled', 'raw'] as const)(
  '%s: aborted before it starts, nothing is connected',
  async (transport) => {
    const asked: string[] = [];
    const lookup: LookupFunction = (name, _options, callback) => {
      asked.push(name);
      callback(new Error('nobody shall ask'), '');
    };
    const client = wireClient(new URL('http://account.example.invalid'), { lookup });
    const aborted = await client.send(wireRequest({ transport }), AbortSignal.abort());
    await client.send(wireRequest({ target: '/later' }));
    expect(aborted.fault?.kind).toBe('aborted');
    expect(asked).toHaveLength(1);
  },
);

test('a request that ended while it waited for a connection is never sent', async () => {
  const targets: (string | undefined)[] = [];
  const first = Promise.withResolvers<() => void>();
  const endpoint = await serveHttp((request, response) => {
    targets.push(request.url);
    if (targets.length === 1) first.resolve(() => response.end());
    else response.end();
  });
  const client = wireClient(endpoint, { connections: 1 });
  const controller = new AbortController();
  const slow = client.send(wireRequest({ target: '/first' }));
  const answerFirst = await first.promise;
  // Unsigned, it is handed to the pool at once.
  const waiting = client.send(wireRequest({ identity: null, target: '/second' }), controller.signal);
  controller.abort();
  expect((await waiting).fault?.kind).toBe('aborted');
  answerFirst();
  expect((await slow).response?.status).toBe(200);
  expect((await client.send(wireRequest({ target: '/third' }))).response?.status).toBe(200);
  expect(targets).toEqual(['/first', '/third']);
});

test('a signal ends all requests that are under way with it, and no other', async () => {
  const arrived: (() => void)[] = [];
  const all = Promise.withResolvers<void>();
  const endpoint = await serveHttp((request, response) => {
    if (request.url === '/before') return void response.end();
    arrived.push(() => response.end());
    if (arrived.length === 3) all.resolve();
  });
  const client = wireClient(endpoint);
  const controller = new AbortController();
  const send = (target: string) => client.send(wireRequest({ target }), controller.signal);
  const before = await send('/before');
  const ended = [send('/first'), send('/second')];
  const other = client.send(wireRequest({ target: '/other' }), new AbortController().signal);
  await all.promise;
  controller.abort();
  for (const exchange of ended) expect((await exchange).fault?.kind).toBe('aborted');
  arrived.forEach((answer) => answer());
  expect((await other).response?.status).toBe(200);
  expect(before.response?.status).toBe(200);
});

test('closing the client ends what is under way', async () => {
  const connected = Promise.withResolvers<void>();
  const client = wireClient(
    await serveTcp((socket) => {
      socket.once('data', () => connected.resolve());
    }),
  );
  const exchange = client.send(wireRequest());
  await connected.promise;
  await client.close();
  expect((await exchange).fault?.kind).toBe('aborted');
  expect((await client.send(wireRequest())).fault?.kind).toBe('aborted');
});
