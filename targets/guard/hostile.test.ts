import { expect, test } from 'vitest';
import { hostility, MOST_HARMLESS } from './hostile.ts';

const body = (text: string) => Buffer.from(text);

test.each([
  ['the size of a chunk', [['transfer-encoding', 'chunked']], 'ffffffffffffffffff\r\n{}\r\n0\r\n\r\n'],
  ['a later chunk', [['Transfer-Encoding', 'chunked']], '2\r\n{}\r\n100001 ;x=1\r\n'],
  ['a chunk with a prefix', [['transfer-encoding', 'x, chunked']], '0x200000\r\n{}'],
  ['a declared length', [['content-length', '1048577']], '{}'],
  ['one of two lengths', [['content-length', '2, 99999999']], '{}'],
  ['a length in hex digits', [['Content-Length', '0x10000001']], '{}'],
  ['the headers', [['x', 'a'.repeat(MOST_HARMLESS)]], '{}'],
] as const)('is seen in %s of a raw request', (_, headers, text) => {
  expect(hostility({ headers, body: body(text) }, 'raw')).not.toBeNull();
});

test('is seen in a large body, however it is sent', () => {
  const large = { headers: [], body: new Uint8Array(MOST_HARMLESS + 1) };
  expect(hostility(large, 'pooled')).not.toBeNull();
  expect(hostility({ ...large, body: large.body.slice(1) }, 'pooled')).toBeNull();
});

test.each([
  ['a size that is no number', [['transfer-encoding', 'chunked']], 'z\r\n{"a":1}\r\n0\r\n\r\n'],
  ['a negative size', [['transfer-encoding', 'chunked']], '-1\r\n{"a":1}\r\n0\r\n\r\n'],
  ['a megabyte', [['content-length', '1048576']], '{}'],
  ['digits of a chunk', [['transfer-encoding', 'chunked']], '9\r\n\n9999999\n\r\n0\r\n\r\n'],
  ['many digits in a body that has no chunks', [], '{"Name":"\nffffffffff\n"}'],
] as const)('is not seen in %s', (_, headers, text) => {
  expect(hostility({ headers, body: body(text) }, 'raw')).toBeNull();
});
