import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bareErrorName, parseBody } from './answer.ts';
import { craftAnswer } from '../testing/test-session.ts';

test.each([
  ['ValidationException', 'ValidationException'],
  ['ValidationException:http://internal.example.com/coral/', 'ValidationException'],
  ['ValidationException,Other', 'ValidationException'],
  ['aws.account#ValidationException', 'ValidationException'],
  ['aws.account#ValidationException:http://internal.example.com/', 'ValidationException'],
  ['a#b#ValidationException', 'ValidationException'],
  ['ValidationException:http://internal.example.com/#Other', 'ValidationException'],
  ['  ValidationException ', 'ValidationException'],
  ['', null],
  [':ValidationException', null],
  ['aws.account#', null],
])('the error name in %j is %j', (raw, name) => {
  expect(bareErrorName(raw)).toBe(name);
});

describe('the error name is taken', () => {
  const header = { 'x-amzn-errortype': 'ConflictException' };

  test('from the header before the body', () => {
    const body = { __type: 'ValidationException', code: 'AccessDeniedException' };
    expect(craftAnswer({ status: 409, headers: header, body }).error).toBe('ConflictException');
  });

  test('from the header whatever its case', () => {
    const headers = { 'X-Amzn-ErrorType': 'ConflictException' };
    expect(craftAnswer({ status: 409, headers }).error).toBe('ConflictException');
  });

  test('from the body where there is no header', () => {
    expect(craftAnswer({ status: 400, body: { __type: 'a#ValidationException' } }).error).toBe(
      'ValidationException',
    );
    expect(craftAnswer({ status: 400, body: { code: 'ValidationException' } }).error).toBe(
      'ValidationException',
    );
  });

  test('from __type before code', () => {
    const body = { code: 'AccessDeniedException', __type: 'ValidationException' };
    expect(craftAnswer({ status: 400, body }).error).toBe('ValidationException');
  });

  test('from no member that is not text', () => {
    const body = { __type: 7, code: 'ValidationException' };
    expect(craftAnswer({ status: 400, body }).error).toBe('ValidationException');
  });

  test('from no success', () => {
    const answer = craftAnswer({ status: 200, headers: header, body: { __type: 'ValidationException' } });
    expect(answer).toMatchObject({ error: null, message: null, reason: null });
  });

  test('from a redirect too', () => {
    expect(craftAnswer({ status: 302, headers: header }).error).toBe('ConflictException');
  });
});

test.each(['message', 'Message'])('the text of an error stands in %s', (member) => {
  expect(
    craftAnswer({ status: 400, body: { [member]: 'no', reason: 'fieldValidationFailed' } }),
  ).toMatchObject({
    message: 'no',
    reason: 'fieldValidationFailed',
  });
});

test('the output is the body of a success that is a JSON object', () => {
  expect(craftAnswer({ body: { Regions: [] } }).output).toEqual({ Regions: [] });
  expect(craftAnswer({ body: '[]' })).toMatchObject({ output: null, body: [] });
  expect(craftAnswer({ status: 400, body: { Regions: [] } }).output).toBeNull();
});

test.each([
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['text that is no JSON', new TextEncoder().encode('<html>')],
  ['nothing', new Uint8Array()],
])('%s is no body', (_what, bytes) => {
  expect(parseBody(bytes)).toBeUndefined();
  expect(craftAnswer({ body: bytes })).toMatchObject({ output: null, bodyBytes: bytes.length });
});

test('an answer is read without its byte order mark and its compression', () => {
  const text = Buffer.from('\ufeff{"Regions":[]}');
  expect(craftAnswer({ body: text })).toMatchObject({ output: { Regions: [] }, bodyBytes: 14 });
  const packed = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) };
  expect(craftAnswer(packed)).toMatchObject({ output: { Regions: [] }, bodyBytes: 14 });
});

test('without a response there is nothing to read', () => {
  const fault = { kind: 'timeout', message: 'late' } as const;
  expect(craftAnswer({ fault })).toMatchObject({ status: null, error: null, output: null, bodyBytes: 0 });
});
