import { describe, expect, test } from 'vitest';
import type { ServiceRequest } from './request/http-message.ts';
import { call, requestOf, send, ACCOUNT, testService } from '../testing/world.ts';

const { standalone: caller } = ACCOUNT;
const request = requestOf(caller, 'ListRegions', '{}');

function answer(change: Partial<ServiceRequest>) {
  return send(testService().service, { ...request, ...change });
}

function withHeader(name: string, ...values: string[]): Partial<ServiceRequest> {
  const others = request.headers.filter(([given]) => given.toLowerCase() !== name);
  return { headers: [...others, ...values.map((value): [string, string] => [name, value])] };
}

/** The request ids of the first responses of a new service. */
function ids(): unknown[] {
  const { service } = testService();
  return [1, 2, 3].map(() => call(service, caller, 'ListRegions').headers['x-amzn-requestid']);
}

function padded(length: number): ServiceRequest {
  return requestOf(caller, 'ListRegions', '{}'.padEnd(length));
}

describe('paths and methods', () => {
  test.each([
    '/',
    '',
    '/listRegions/',
    '//listRegions',
    '/ListRegions',
    '/listregions',
    '/list%52egions',
    '/x/../listRegions',
    '/__proto__',
    '*',
  ])('%s is not an operation', (target) => {
    expect(answer({ target })).toMatchObject({ status: 404, error: 'UnknownOperationException' });
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'post'])('%s is not allowed', (method) => {
    expect(answer({ method })).toMatchObject({ status: 405, error: 'UnknownOperationException' });
  });

  test.each(['?', '?MaxResults=0&AccountId=1', '?%', '?Action=DeleteAlternateContact'])(
    'the query string %s is ignored',
    (query) => {
      expect(answer({ target: `/listRegions${query}` }).body.Regions).toHaveLength(20);
    },
  );

  test('a target in absolute form names the same operation', () => {
    expect(answer({ target: 'http://account.example/listRegions' }).status).toBe(200);
  });
});

describe('headers', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON;charset=UTF-8',
    'application/json ;x=y',
  ])('the content type %s is accepted', (type) => {
    expect(answer(withHeader('content-type', type)).status).toBe(200);
  });

  test.each(['text/plain', 'application/xml', 'application/jsonx', 'application/x-www-form-urlencoded', ''])(
    'the content type "%s" is refused',
    (type) => {
      expect(answer(withHeader('content-type', type))).toMatchObject({ status: 415 });
    },
  );

  test('no content type is JSON, one wrong one of two is not', () => {
    expect(answer(withHeader('content-type')).status).toBe(200);
    expect(answer(withHeader('content-type', 'application/json', 'text/plain')).status).toBe(415);
  });

  test('each response has a request id of its own, the same ones in every run', () => {
    expect(new Set(ids()).size).toBe(3);
    expect(ids()).toEqual(ids());
    expect(ids()[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  test('a refusal has a bare name in the header and a message in a JSON body', () => {
    const { service } = testService();
    const { headers, body } = call(service, caller, 'GetAlternateContact', {
      AlternateContactType: 'BILLING',
    });
    expect(headers['x-amzn-errortype']).toBe('ResourceNotFoundException');
    expect(headers['content-type']).toBe('application/json');
    expect(Object.keys(body)).toEqual(['message']);
  });
});

describe('who calls', () => {
  test.each([
    ['without a signature', [], 403, 'MissingAuthenticationTokenException'],
    ['with another scheme', ['Basic eDp5'], 400, 'IncompleteSignature'],
  ])('%s is refused', (_, values, status, error) => {
    expect(answer(withHeader('authorization', ...values))).toMatchObject({ status, error });
  });

  test('with an unknown key is the standalone account, unless signatures are verified', () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=NOBODY/20260101/us-east-1/account/aws4_request';
    const unknown = { ...request, ...withHeader('authorization', authorization) };
    expect(send(testService().service, unknown)).toMatchObject({ status: 200 });
    expect(send(testService({ verifySignatures: true }).service, unknown)).toMatchObject({
      status: 403,
      error: 'UnrecognizedClientException',
    });
  });

  test('may be named in the query string', () => {
    const target = `/listRegions?X-Amz-Credential=KEY${caller}%2F20260101%2Fus-east-1%2Faccount%2Faws4_request`;
    expect(answer({ target, ...withHeader('authorization') }).status).toBe(200);
  });
});

describe('size', () => {
  test('a body beyond the limit is refused, one at the limit is read', () => {
    const { service } = testService({ maxBodyBytes: 100 });
    expect(send(service, padded(100)).status).toBe(200);
    expect(send(service, padded(101))).toMatchObject({ status: 413 });
  });

  test('a huge member is refused as any other that is too long', () => {
    const { service } = testService();
    const NextToken = 'x'.repeat(900_000);
    expect(call(service, caller, 'ListRegions', { NextToken })).toMatchObject({
      status: 400,
      error: 'ValidationException',
    });
  });
});
