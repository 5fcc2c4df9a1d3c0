import * as fc from 'fast-check';
import {
  ACCEPTED,
  httpAnomaly,
  NO_CRASH,
  REFUSED,
  withHeader,
  type HttpAnomaly,
  type HttpRequest,
} from './http-anomaly.ts';

const LENGTH = 'content-length';
const CODING = 'transfer-encoding';

/** How the body's length is told: not at all, wrongly, twice, or in chunks. */
export const lengths: readonly HttpAnomaly[] = [
  {
    ...httpAnomaly(
      'length-missing',
      'The length of the body is not declared',
      NO_CRASH('body', 'framing', 'signature'),
      (valid) => fc.constant(raw(withHeader(valid, LENGTH, null))),
    ),
    unframed: true,
  },
  httpAnomaly(
    'length-too-small',
    'The declared length ends within the body',
    REFUSED('must', 'body', 'framing'),
    (valid) =>
      fc
        .integer({ min: 1, max: Math.max(1, valid.body.length - 1) })
        .map((length) => told(valid, String(length))),
  ),
  {
    ...httpAnomaly(
      'length-too-large',
      'The declared length goes beyond the body',
      NO_CRASH('body', 'framing'),
      (valid) =>
        fc.constantFrom(1, 100, 1_000_000).map((more) => told(valid, String(valid.body.length + more))),
    ),
    incomplete: true,
    hostile: (valid) => fc.constantFrom('2147483647', '1099511627776').map((length) => told(valid, length)),
  },
  httpAnomaly(
    'length-malformed',
    'The declared length is not a number',
    NO_CRASH('body', 'framing'),
    (valid) =>
      fc.constantFrom('-1', 'x', '1.5', '0x10', '', `+${valid.body.length}`).map((text) => told(valid, text)),
  ),
  httpAnomaly('length-duplicated', 'The length is declared twice', NO_CRASH('body', 'framing'), (valid) =>
    fc.constantFrom(0, 1).map((more) => {
      const once = told(valid, String(valid.body.length));
      return { ...once, headers: [...once.headers, [LENGTH, String(valid.body.length + more)] as const] };
    }),
  ),
  httpAnomaly('chunked', 'The body comes in chunks', ACCEPTED('contested', 'body', 'framing'), (valid) =>
    fc.integer({ min: 1, max: 64 }).map((size) => inChunks(withHeader(valid, LENGTH, null), size)),
  ),
  {
    ...httpAnomaly(
      'chunked-unfinished',
      'The body comes in chunks and its end does not',
      NO_CRASH('body', 'framing'),
      (valid) =>
        fc.integer({ min: 1, max: 64 }).map((size) => {
          const whole = inChunks(withHeader(valid, LENGTH, null), size);
          return { ...whole, body: whole.body.slice(0, -LAST_CHUNK.length) };
        }),
    ),
    incomplete: true,
    hostile: (valid) => fc.constantFrom('7fffffff', 'ffffffffff').map((size) => inOneChunk(valid, size)),
  },
  {
    ...httpAnomaly(
      'chunked-malformed',
      'The sizes of the chunks are not numbers',
      NO_CRASH('body', 'framing'),
      (valid) => fc.constantFrom('z', '-1', '').map((size) => inOneChunk(valid, size)),
    ),
    // A service that takes it literally makes room for all of it.
    hostile: (valid) => fc.constant(inOneChunk(valid, 'f'.repeat(18))),
  },
  httpAnomaly(
    'chunked-with-length',
    'The body comes in chunks and has a length',
    NO_CRASH('body', 'framing'),
    (valid) => fc.constant(inChunks(told(valid, String(valid.body.length)), 16)),
  ),
  httpAnomaly(
    'expect-continue',
    'The client asks for permission to send the body',
    ACCEPTED('contested', 'body', 'framing'),
    (valid) => fc.constant(raw(withHeader(told(valid, String(valid.body.length)), 'expect', '100-continue'))),
  ),
];

const LAST_CHUNK = '0\r\n\r\n';

function told(request: HttpRequest, length: string): HttpRequest {
  return raw(withHeader(request, LENGTH, length));
}

function raw(request: HttpRequest): HttpRequest {
  return { ...request, transport: 'raw' };
}

/** The body framed in chunks of a size, with the header that says so. */
function inChunks(request: HttpRequest, size: number): HttpRequest {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < request.body.length; at += size) {
    const chunk = request.body.slice(at, at + size);
    chunks.push(encode(`${chunk.length.toString(16)}\r\n`), chunk, encode('\r\n'));
  }
  return { ...raw(withHeader(request, CODING, 'chunked')), body: joined([...chunks, encode(LAST_CHUNK)]) };
}

function inOneChunk(request: HttpRequest, size: string): HttpRequest {
  return {
    ...raw(withHeader(withHeader(request, LENGTH, null), CODING, 'chunked')),
    body: joined([encode(`${size}\r\n`), request.body, encode(`\r\n${LAST_CHUNK}`)]),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
