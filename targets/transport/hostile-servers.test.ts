import { createServer, type LookupFunction, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { serveBytes, serveHttp, serveTcp, wireClient, wireRequest } from '../testing/wire.ts';

const TRANSPORTS = ['pooled', 'raw'] as const;
const OK = 'HTTP/1.1 200 OK\r\n';

async function closedPort(): Promise<URL> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${port}`);
}

test.for(TRANSPORTS)('%s: nothing listens', async (transport) => {
  const exchange = await wireClient(await closedPort()).send(wireRequest({ transport }));
  expect(exchange).toMatchObject({ response: null, fault: { kind: 'refused' } });
});

test.for(TRANSPORTS)('%s: the name cannot be resolved', async (transport) => {
  const asked: string[] = [];
  const lookup: LookupFunction = (name, _options, callback) => {
    asked.push(name);
    callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
  };
  const client = wireClient(new URL('http://account.example.invalid'), { lookup });
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'dns' },
  });
  expect(asked).toEqual(['account.example.invalid']);
});

test.for(TRANSPORTS)('%s: the server does not speak TLS', async (transport) => {
  const plain = await serveBytes(`${OK}content-length: 0\r\n\r\n`);
  const client = wireClient(new URL(`https://127.0.0.1:${plain.port}`));
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'tls' },
  });
});

test.for(TRANSPORTS)('%s: no answer at all', async (transport) => {
  const client = wireClient(await serveTcp((socket) => socket.resume()), { timeoutMs: 80 });
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'timeout' },
  });
});

test.for(TRANSPORTS)('%s: a TLS handshake that never ends', async (transport) => {
  const silent = await serveTcp((socket) => socket.resume());
  const client = wireClient(new URL(`https://127.0.0.1:${silent.port}`), { timeoutMs: 80 });
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'timeout' },
  });
});

test.for(TRANSPORTS)('%s: a body that drips ends at the deadline', async (transport) => {
  const endpoint = await serveTcp((socket) => {
    socket.once('data', () => {
      socket.write(`${OK}content-length: 1000000\r\n\r\n`);
      const drip = setInterval(() => socket.write('x'), 5);
      socket.once('close', () => clearInterval(drip));
    });
  });
  const client = wireClient(endpoint, { timeoutMs: 150 });
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'timeout' },
  });
});

test.for(TRANSPORTS)('%s: the connection breaks in the middle of the body', async (transport) => {
  const endpoint = await serveTcp((socket) => {
    socket.once('data', () =>
      socket.write(`${OK}content-length: 100\r\n\r\nhalf`, () => socket.resetAndDestroy()),
    );
  });
  expect(await wireClient(endpoint).send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'reset' },
  });
});

test.for(TRANSPORTS)('%s: the body is shorter than its announced length', async (transport) => {
  const client = wireClient(await serveBytes(`${OK}content-length: 100\r\n\r\nhalf`));
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'reset' },
  });
});

test.for(TRANSPORTS)('%s: an HTML page is a response like another', async (transport) => {
  const page = '<!doctype html><title>Bad gateway</title>';
  const client = wireClient(
    await serveBytes(`HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n${page}`),
  );
  const { response, fault } = await client.send(wireRequest({ transport }));
  expect(fault).toBeNull();
  expect(response).toMatchObject({ status: 502, headers: [['content-type', 'text/html']] });
  expect(Buffer.from(response?.body ?? []).toString()).toBe(page);
});

test.for(TRANSPORTS)('%s: a body of 100 MB is cut', async (transport) => {
  let written = 0;
  const endpoint = await serveHttp((_, response) => {
    const chunk = Buffer.alloc(1_000_000, 'x');
    const write = () => {
      while (written < 100_000_000 && !response.destroyed) {
        written += chunk.byteLength;
        if (!response.write(chunk)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  });
  const client = wireClient(endpoint, { maxResponseBytes: 2_000_000 });
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'too-large' },
  });
  expect(written).toBeLessThan(50_000_000);
});

test.for(TRANSPORTS)('%s: a body of exactly the limit is whole', async (transport) => {
  const client = wireClient(await serveBytes(`${OK}content-length: 4\r\n\r\nfour`), { maxResponseBytes: 4 });
  expect((await client.send(wireRequest({ transport }))).response?.body.byteLength).toBe(4);
});

test.for(TRANSPORTS)('%s: a redirect to itself is not followed', async (transport) => {
  let requests = 0;
  const endpoint = await serveHttp((request, response) => {
    requests += 1;
    response.writeHead(307, { location: request.url }).end();
  });
  const { response } = await wireClient(endpoint).send(wireRequest({ transport }));
  expect(response?.status).toBe(307);
  expect(requests).toBe(1);
});

test.for(TRANSPORTS)('%s: chunks that are none', async (transport) => {
  const client = wireClient(
    await serveBytes(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`),
  );
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'malformed' },
  });
});

test.for(TRANSPORTS)('%s: no HTTP at all', async (transport) => {
  const client = wireClient(await serveBytes('220 mail.example ESMTP\r\n'));
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'malformed' },
  });
});

test.for(TRANSPORTS)('%s: 10,000 headers', async (transport) => {
  const headers = Array.from({ length: 10_000 }, (_, at) => `x-${at}: ${at}\r\n`).join('');
  const client = wireClient(await serveBytes(`${OK}${headers}content-length: 0\r\n\r\n`));
  expect(await client.send(wireRequest({ transport }))).toMatchObject({
    response: null,
    fault: { kind: 'too-large' },
  });
});

test.for(TRANSPORTS)('%s: many small headers are all kept', async (transport) => {
  const answer = `${OK}${'x: y\r\n'.repeat(3000)}content-length: 0\r\n\r\n`;
  const { response } = await wireClient(await serveBytes(answer)).send(wireRequest({ transport }));
  expect(response?.headers.length).toBe(3001);
});

test.for(TRANSPORTS)('%s: bytes that are no UTF-8 arrive as they are', async (transport) => {
  const body = Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0x7d]);
  const client = wireClient(
    await serveBytes(Buffer.concat([Buffer.from(`${OK}content-length: 6\r\n\r\n`), body])),
  );
  const { response } = await client.send(wireRequest({ transport }));
  expect(Buffer.from(response?.body ?? [])).toEqual(body);
});

test.for(TRANSPORTS)('%s: a compressed body is not unpacked', async (transport) => {
  const client = wireClient(await serveBytes(`${OK}content-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc`));
  const { response } = await client.send(wireRequest({ transport }));
  expect(Buffer.from(response?.body ?? []).toString()).toBe('abc');
});

test.for(TRANSPORTS)(
  '%s: repeated headers are kept in order, an interim response is skipped',
  async (transport) => {
    const answer = `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}X-B: 1\r\nX-A: 2\r\nX-B: 3\r\nContent-Length: 0\r\n\r\n`;
    const { response } = await wireClient(await serveBytes(answer)).send(wireRequest({ transport }));
    expect(response?.headers).toEqual([
      ['x-b', '1'],
      ['x-a', '2'],
      ['x-b', '3'],
      ['content-length', '0'],
    ]);
  },
);

test.for(TRANSPORTS)('%s: aborted before and during the request', async (transport) => {
  const controller = new AbortController();
  const client = wireClient(
    await serveTcp((socket) => {
      socket.resume();
      socket.once('data', () => controller.abort());
    }),
  );
  const aborted = { response: null, fault: { kind: 'aborted' } };
  expect(await client.send(wireRequest({ transport }), controller.signal)).toMatchObject(aborted);
  expect(await client.send(wireRequest({ transport }), controller.signal)).toMatchObject(aborted);
});
