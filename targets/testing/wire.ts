import { onTestFinished } from 'vitest';
import type { Header, WireClient, WireRequest } from '../transport/exchange.ts';
import type { Credentials, Identity } from '../target.ts';
import { createWireClient, type WireClientOptions } from '../transport/wire-client.ts';
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export const CREDENTIALS: Credentials = {
  accessKeyId: 'AKIAEXAMPLE00000TEST',
  secretAccessKey: 'example/secret+key/of/forty/characters00',
  // Its base64 has `+` and `/` at each alignment.
  sessionToken: 'example//session+token/>>>>>>??????/with=signs==',
};

export function identityWith(credentials: Credentials): Identity {
  return {
    name: 'standalone',
    role: 'standalone',
    accountId: '111111111111',
    organization: null,
    credentials: () => credentials,
  };
}

/** A POST with a small JSON body; signed unless changed. */
export function wireRequest(changes: Partial<WireRequest> = {}): WireRequest {
  return {
    identity: identityWith(CREDENTIALS),
    operation: 'ListRegions',
    method: 'POST',
    target: '/listRegions',
    headers: [['content-type', 'application/json']],
    body: Buffer.from('{"MaxResults":1}'),
    ...changes,
  };
}

/** A client until the test ends. */
export function wireClient(endpoint: URL, options: Partial<WireClientOptions> = {}): WireClient {
  const client = createWireClient(endpoint, {
    timeoutMs: 5000,
    region: 'us-east-1',
    service: 'account',
    clock: () => new Date('2015-08-30T12:36:00Z'),
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** One request as a server saw it. */
export interface Seen {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** The client's port: the same one, the same connection. */
  readonly port: number;
}

/** A server that answers `{}` and keeps what it saw. */
export async function serveSeeing(): Promise<{ endpoint: URL; seen: Seen[] }> {
  const seen: Seen[] = [];
  const endpoint = await serveHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '', rawHeaders } = request;
      const headers = rawHeaders.flatMap((name, at): Header[] =>
        at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [],
      );
      seen.push({
        method,
        target,
        headers,
        body: Buffer.concat(chunks),
        port: request.socket.remotePort ?? 0,
      });
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  return { endpoint, seen };
}

/** A TCP server on loopback until the test ends. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

/** Answers each connection's first bytes with these. */
export function serveBytes(answer: string | Buffer, end = true): Promise<URL> {
  return serveTcp((socket) => {
    socket.once('data', () => (end ? socket.end(answer) : socket.write(answer)));
  });
}

/** An HTTP server on loopback until the test ends. */
export async function serveHttp(listener: RequestListener): Promise<URL> {
  const server = createHttpServer(listener);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server);
}

async function listen(server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
