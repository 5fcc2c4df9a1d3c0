import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServiceRequest } from '../core/request/http-message.ts';
import type { Service } from '../core/service.ts';

/** How much of a body beyond the service's limit is still read, so that the client gets its answer; bytes. */
const DRAINED_BYTES = 32 * 1024 * 1024;

/** Milliseconds. A request whose body does not come is given up, so that no client waits for long. */
const TIMING = {
  keepAliveTimeout: 30_000,
  requestTimeout: 5000,
  headersTimeout: 5000,
  connectionsCheckingInterval: 1000,
  // A request without a Host is for the service to judge.
  requireHostHeader: false,
};

export interface HttpServer {
  readonly url: URL;
  close(): Promise<void>;
}

/** Serves a service over HTTP; port 0 takes a free one. Rejects where the address cannot be bound. */
export async function serveHttp(
  service: Service,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<HttpServer> {
  const server = createServer(TIMING);
  const serve = (request: IncomingMessage, response: ServerResponse): void =>
    readBody(request, service.options.maxBodyBytes, (body) => answer(service, request, body, response));
  server.on('request', serve);
  // An Expect header that node does not know says nothing to this service.
  server.on('checkExpectation', serve);
  server.on('clientError', (_error, socket) => refuseMalformed(service, socket));
  server.on('connect', (_request, socket) => refuseMalformed(service, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: new URL(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Collects a body up to one byte beyond the limit: enough for the service to refuse it. */
function readBody(request: IncomingMessage, limit: number, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    if (size <= limit) chunks.push(chunk);
    size += chunk.byteLength;
    if (size > limit + DRAINED_BYTES) request.destroy();
  });
  request.on('end', () => done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', () => request.destroy());
}

function answer(service: Service, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  try {
    const { status, headers, body: answered } = service.handle(toServiceRequest(request, body));
    response.writeHead(status, [...headers, ['content-length', String(answered.byteLength)]]);
    response.end(answered);
  } catch {
    // Only a service with a replaced part gets here; its client loses the connection, the process goes on.
    response.destroy();
  }
}

function toServiceRequest(request: IncomingMessage, body: Buffer): ServiceRequest {
  const { rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  return { method: request.method ?? '', target: request.url ?? '', headers, body };
}

/** What node could not read as HTTP is written by hand. */
function refuseMalformed(service: Service, socket: Duplex): void {
  // Node hands over the socket of a CONNECT without a listener: a reset would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = service.refuseUnreadable();
  const lines = [
    `HTTP/1.1 ${status} Bad Request`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.byteLength}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
