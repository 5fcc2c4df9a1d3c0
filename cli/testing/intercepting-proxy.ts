import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { loadContract } from '../../spec/load-contract.ts';

/** What is answered instead of the service. */
export interface Intercepted {
  readonly status: number;
  readonly error?: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is passed on. */
export interface Passing {
  /** `null`: the path is of no operation. */
  readonly operation: string | null;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** How many requests came before. */
  readonly before: number;
}

export interface ProxyChanges {
  /** What to answer instead of the service; `null`: pass it on. */
  intercept?(passing: Passing): Intercepted | null;
  /** Milliseconds that each request waits before it is passed on. */
  readonly delayMs?: number;
  /** What becomes of the answer of the service. */
  change?(answer: { headers: IncomingMessage['headers']; body: Buffer }): {
    headers: IncomingMessage['headers'];
    body: Buffer;
  };
}

const { operations, wire } = loadContract('current');
const byPath = new Map(Object.values(operations).map(({ path, name }) => [path, name]));

/** Passes requests on to a service, and answers some of them itself, until the test ends. For tests. */
export async function interceptingProxy(service: URL, changes: ProxyChanges): Promise<URL> {
  let before = 0;
  const server = await loopbackServer((request, body, response) => {
    const { url = '', headers } = request;
    const operation = byPath.get(url.split('?')[0] ?? '') ?? null;
    const answer = changes.intercept?.({ operation, headers, body: body.toString(), before }) ?? null;
    before += 1;
    if (answer) answerItself(response, answer);
    else setTimeout(() => passOn(service, request, body, response, changes), changes.delayMs ?? 0);
  });
  onTestFinished(() => server.close());
  return server.url;
}

function answerItself(response: ServerResponse, { status, error, message = '', headers }: Intercepted): void {
  response.writeHead(status, {
    'content-type': wire.contentType,
    [wire.requestIdHeader]: '00000000-0000-4000-8000-000000000000',
    ...(error === undefined ? {} : { [wire.errorHeader]: error }),
    ...headers,
  });
  response.end(JSON.stringify({ message }));
}

function passOn(
  service: URL,
  { method, url, rawHeaders }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  { change = (answer) => answer }: ProxyChanges,
): void {
  const onwards = { host: service.hostname, port: service.port, method, path: url, headers: rawHeaders };
  const asked = ask(onwards, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const changed = change({ headers: answer.headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.statusCode ?? 500, changed.headers);
      response.end(changed.body);
    });
  });
  asked.on('error', () => response.destroy());
  asked.end(body);
}
