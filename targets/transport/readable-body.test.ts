import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readableBody, readContent } from './readable-body.ts';
import type { WireResponse } from './exchange.ts';

const TEXT = Buffer.from('{"Regions":[]}');
const MARKED = Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), TEXT]);

function response(body: Uint8Array, coding?: string): WireResponse {
  return { status: 200, headers: coding === undefined ? [] : [['content-encoding', coding]], body };
}

test.each([
  ['gzip', gzipSync(TEXT)],
  ['X-GZip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
  ['deflate, gzip', gzipSync(deflateSync(TEXT))],
  ['identity', TEXT],
  ['gzip', gzipSync(MARKED)],
  [undefined, MARKED],
  [undefined, TEXT],
])('the content of a body in %s is its text', (coding, body) => {
  expect(Buffer.from(readableBody(response(body, coding))).toString()).toBe(TEXT.toString());
});

test.each([
  ['gzip', TEXT],
  ['gzip', gzipSync(TEXT).subarray(0, -4)],
  ['unknown', TEXT],
  ['gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipSync(TEXT))))],
  ['gzip', gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1))],
])('what is not in %s, is cut short or too large is given as it came', (coding, body) => {
  expect(readableBody(response(body, coding))).toBe(body);
});

test('the content of a packed empty body is empty', () => {
  expect(readableBody(response(gzipSync(''), 'gzip')).length).toBe(0);
});

test('a byte order mark is seen inside a packed body too', () => {
  expect(readContent(response(MARKED)).hasByteOrderMark).toBe(true);
  expect(readContent(response(gzipSync(MARKED), 'gzip')).hasByteOrderMark).toBe(true);
  expect(readContent(response(TEXT)).hasByteOrderMark).toBe(false);
});

test('identity is no coding', () => {
  expect(readContent(response(TEXT, 'identity, gzip')).codings).toEqual(['gzip']);
  expect(readContent(response(TEXT)).codings).toEqual([]);
});
