import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

export interface EchoingProxy {
  readonly port: number;
  /** Everything of this kind that a request was signed with so far. */
  readonly signatures: ReadonlySet<string>;
  /** Answers that held something that must not be shown. */
  readonly echoes: number;
  /** Another client comes, to whom nothing was said yet. */
  reset(honest?: number): void;
  close(): Promise<void>;
}

export interface EchoOptions {
  /** The port of the service that is asked. */
  readonly to: number;
  /** What must not be shown, beside what stands in the requests. */
  readonly secrets: readonly string[];
  /** How many requests are answered as they should be first, so that what the target holds can be read. */
  readonly honest: number;
  /** One of how many is answered so after that; 1: each. */
  readonly oneOf?: number;
}

const base64 = (text: string, by: number) => Buffer.from(`${'x'.repeat(by)}${text}`).toString('base64');
const split = (text: string, every: number, by: string) =>
  text.replaceAll(new RegExp(`.{${every}}`, 'gs'), `$&${by}`);

/** Ways to write a text down from which everybody can read it. */
export const ECHO_FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  percent: (text) => encodeURIComponent(text),
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent, every byte': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  json: (text) => JSON.stringify({ text }),
  'json, escaped': (text) => codes(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
  html: (text) => codes(text, (code, one) => (/[&<>"']/.test(one) ? `&#${code};` : one)),
  'html, all': (text) => codes(text, (code) => `&#x${code.toString(16)};`),
  base64: (text) => base64(text, 0),
  'base64, by one': (text) => base64(text, 1),
  'base64, by two': (text) => base64(text, 2),
  'base64 in lines': (text) => split(base64(text, 1), 16, ' '),
  base64url: (text) => Buffer.from(`??${text}`).toString('base64url'),
  'base64 of json': (text) => Buffer.from(JSON.stringify({ text })).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'upper hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  reversed: (text) => Array.from(text).toReversed().join(''),
  'split by white space': (text) => split(text, 5, ' '),
};
const FORMS = Object.values(ECHO_FORMS);

function codes(text: string, write: (code: number, one: string) => string): string {
  return text
    .split('')
    .map((one) => write(one.charCodeAt(0), one))
    .join('');
}

/**
 * Stands before a service and says too much: each answer holds a secret in another form, and each in every place that
 * an answer has. For tests.
 */
export async function startEchoingProxy(options: EchoOptions): Promise<EchoingProxy> {
  const { to, secrets, oneOf = 1 } = options;
  let { honest } = options;
  const signatures = new Set<string>();
  let met: string[] = [];
  let requests = 0;
  let echoes = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const { authorization = '' } = incoming.headers;
    const token = String(incoming.headers['x-amz-security-token'] ?? '');
    const [, signature = ''] = /Signature=([0-9a-f]{64})/.exec(authorization + (incoming.url ?? '')) ?? [];
    if (signature !== '') signatures.add(signature);
    met.push(signature);
    if (requests <= honest || requests % oneOf !== 0) {
      forward(incoming, outgoing, to);
      return;
    }
    echoes += 1;
    const before = met[Math.max(0, met.length - 20)] ?? '';
    const all = [...secrets, token, authorization, signature, before].filter((one) => one !== '');
    const form = FORMS[echoes % FORMS.length] ?? ((text: string) => text);
    const at = Math.floor(echoes / FORMS.length) % all.length;
    incoming.resume().once('end', () => {
      // What is cut off in a report was another secret's each time.
      answer(outgoing, [...all.slice(at), ...all.slice(0, at)].map(form), echoes);
    });
  });
  // Off loopback the client keeps the documented rates: it may ask again after longer than the usual five seconds.
  server.keepAliveTimeout = 60_000;
  server.on('clientError', (_error, socket) => {
    socket.end(
      `HTTP/1.1 400 ${secrets[0] ?? ''}\r\nx-echo: ${secrets[0] ?? ''}\r\ncontent-length: 0\r\n\r\n`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    signatures,
    get echoes() {
      return echoes;
    },
    reset(first = options.honest) {
      honest = first;
      requests = 0;
      met = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, rawHeaders } = incoming;
  // On a connection of its own: one that was kept may be closed just when it is used again, which the client would see.
  const asked = send({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: rawHeaders,
    setHost: false,
    agent: false,
  });
  asked.once('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
    response.pipe(outgoing);
  });
  asked.once('error', () => outgoing.destroy());
  incoming.pipe(asked);
}

const STATUSES = [400, 200, 404, 500, 403, 200, 409];
const PACKINGS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

function answer(outgoing: ServerResponse, told: readonly string[], number: number): void {
  const status = STATUSES[number % STATUSES.length] ?? 400;
  const [first = '', second = first, third = first] = told;
  const name = first.replaceAll(/[^\w-]/g, '') || 'empty';
  const body = bodyOf(told, number);
  const [packing, pack] = Object.entries(PACKINGS)[number % 9] ?? ['', Buffer.from];
  const packed = packing === '' ? body : (pack as (text: Buffer) => Buffer)(body);
  outgoing.writeHead(status, inHeader(second), {
    'content-type': number % 6 === 0 ? 'text/html' : 'application/json',
    ...(packing === '' || number % 2 === 0 ? {} : { 'content-encoding': packing }),
    'content-length': packed.byteLength,
    ...(status < 300
      ? {}
      : { 'x-amzn-errortype': inHeader(number % 2 === 0 ? third : `ValidationException:${third}`) }),
    'x-amzn-requestid': inHeader(second),
    'x-echo': inHeader(told.join(' ')).slice(0, 8_000),
    [`x-${name}`.slice(0, 200)]: 'named',
  });
  outgoing.end(packed);
}

function inHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7E\xA0-\xFF]/g, (one) =>
    encodeURIComponent(one.isWellFormed() ? one : '?'),
  );
}

/** What would act on a terminal, or on the log of a CI system. */
const ACTS = '\n::set-output name=a::b\n##[set-env name=a]b ##vso[task.complete] \u001B[31m\u202E ';

function bodyOf(told: readonly string[], number: number): Buffer {
  const [first = '', second = first, third = first] = told;
  const contact = {
    Title: first,
    Name: second,
    EmailAddress: third,
    AlternateContactType: 'BILLING',
    [first]: second,
  };
  const primary = { FullName: first, AddressLine1: second, [third]: told };
  switch (number % 6) {
    case 0:
      return Buffer.from(`<!doctype html>${ACTS}<title>${first}</title><p>${told.join('</p><p>')}</p>`);
    case 1:
      return Buffer.from(
        JSON.stringify({ __type: `com.amazon#${first}`, message: ACTS + told.join(' '), reason: second }),
      );
    case 2:
      return Buffer.from(
        JSON.stringify({
          AlternateContact: contact,
          ContactInformation: primary,
          [second]: { [third]: told },
        }),
      );
    case 3:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(told.join('\n'))]);
    case 4:
      return Buffer.from(
        JSON.stringify({
          message: ACTS + second,
          Message: first,
          Regions: told.map((one) => ({ RegionName: one, RegionOptStatus: one })),
          NextToken: third,
        }),
      );
    default:
      return Buffer.from(
        JSON.stringify({ code: first, message: JSON.stringify({ inner: JSON.stringify(told) }) }),
      );
  }
}
