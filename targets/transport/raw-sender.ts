import { request as httpRequest } from 'node:http';
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { fromFlatList, headerValue } from './header-list.ts';
import { bareHost } from './loopback.ts';
import type { Reception } from './reception.ts';
import { requestBytes, type WrittenRequest } from './request-bytes.ts';

export interface RawOptions {
  /** All headers of the response together, in bytes. */
  readonly maxHeaderBytes: number;
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Writes the request line, exactly these headers and the body as they are to a socket of its own; the response goes
 * into the reception. A body that is shorter than its headers announce is followed by the end of the stream.
 */
export function sendRaw(
  endpoint: URL,
  request: WrittenRequest,
  reception: Reception,
  options: RawOptions,
): void {
  const socket = openSocket(endpoint, options.lookup);
  const bytes = requestBytes(request);
  const opened = endpoint.protocol === 'https:' ? 'secureConnect' : 'connect';
  socket.once(opened, () => (isComplete(request) ? socket.write(bytes) : socket.end(bytes)));
  reception.cancelWith(() => socket.destroy());
  const end = () => void socket.destroy();
  void reception.result.then(end, end);
  readResponse(socket, request.method, reception, options.maxHeaderBytes);
}

function openSocket(endpoint: URL, lookup: LookupFunction | undefined): Socket {
  const secure = endpoint.protocol === 'https:';
  const host = bareHost(endpoint);
  const port = endpoint.port === '' ? (secure ? 443 : 80) : Number(endpoint.port);
  const options = { host, port, ...(lookup && { lookup }) };
  if (!secure) return connectPlain(options);
  return connectTls({
    ...options,
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
  });
}

function isComplete({ headers, body }: WrittenRequest): boolean {
  if (/chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '')) {
    return Buffer.from(body).toString('latin1').endsWith('0\r\n\r\n');
  }
  return !(Number(headerValue(headers, 'content-length')) > body.byteLength);
}

/**
 * Node's own HTTP parser reads the response: its client gets what the socket receives, and what it writes is dropped,
 * since the request is written above.
 */
function readResponse(socket: Socket, method: string, reception: Reception, maxHeaderSize: number): void {
  const stream = new ReadOnly(socket);
  const client = httpRequest({
    createConnection: () => stream,
    // Only whether it is HEAD matters to the parser.
    method: method === 'HEAD' ? 'HEAD' : 'POST',
    maxHeaderSize,
  });
  client.maxHeadersCount = 0;
  client.on('error', (error) => reception.fail(error));
  client.on('response', (response) => {
    reception.head(response.statusCode ?? 0, fromFlatList(response.rawHeaders));
    response.on('data', (chunk: Buffer) => reception.data(chunk));
    response.on('end', () => reception.end());
    response.on('error', (error) => reception.fail(error));
  });
  client.end();
}

/** What a socket receives; what is written is dropped. `Duplex.from` does the same, and takes longer than the request. */
class ReadOnly extends Duplex {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.once('end', () => this.push(null));
    socket.once('error', (error) => this.destroy(error));
    socket.once('close', () => {
      if (!socket.readableEnded) this.destroy();
    });
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
}
