import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import type { ServiceRequest } from '../core/request/http-message.ts';
import { call, send, ACCOUNT, credentialOf, testService } from '../testing/world.ts';
import { signatureOf } from './verify-signature.ts';

const { standalone: caller } = ACCOUNT;
const sessionToken = 'the token/of+the session==';
const own = credentialOf(caller);
const temporary = { ...own, accessKeyId: 'TEMPORARY', sessionToken };
const put = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '1',
  Title: 'CFO',
};
const MINUTE = 60_000;

function signedService() {
  const { credentials } = testService().service.options;
  return testService({ verifySignatures: true, credentials: [...credentials, temporary] });
}

interface Signer {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly service?: string;
  readonly region?: string;
  readonly at?: number;
}

/** The request as a signer that is not ours signs it; `at` in milliseconds. */
async function signed(form: 'header' | 'query', now: number, change: Signer = {}): Promise<ServiceRequest> {
  const { service = 'account', region = 'us-east-1', at = 0, ...credentials } = change;
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: { ...own, ...credentials },
  });
  const body = JSON.stringify(put);
  const request = {
    method: 'POST',
    protocol: 'https:',
    hostname: 'account.us-east-1.amazonaws.com',
    path: '/putAlternateContact',
    headers: { host: 'account.us-east-1.amazonaws.com', 'content-type': 'application/json' },
    body,
  };
  const options = { signingDate: new Date(now + at) };
  const { query, headers, path } =
    form === 'header' ? await signer.sign(request, options) : await signer.presign(request, options);
  const parameters = Object.entries(query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return {
    method: 'POST',
    target: parameters.length === 0 ? path : `${path}?${parameters.join('&')}`,
    headers: Object.entries(headers),
    body: new TextEncoder().encode(body),
  };
}

const forms = ['header', 'query'] as const;

/** Whether the contact was stored, seen past the signatures. */
async function answer(
  form: 'header' | 'query',
  change: Signer,
  alter = (request: ServiceRequest) => request,
) {
  const { service, clock } = signedService();
  const answered = send(service, alter(await signed(form, clock.now(), change)));
  const stored = service.handle(await readBack(clock.now()));
  return { status: answered.status, error: answered.error, stored: stored.status === 200 };
}

async function readBack(now: number): Promise<ServiceRequest> {
  const signer = new SignatureV4({
    service: 'account',
    region: 'us-east-1',
    sha256: Sha256,
    credentials: own,
  });
  const body = '{"AlternateContactType":"BILLING"}';
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: 'a',
      path: '/getAlternateContact',
      headers: { host: 'a' },
      body,
    },
    { signingDate: new Date(now) },
  );
  return {
    method: 'POST',
    target: '/getAlternateContact',
    headers: Object.entries(headers),
    body: Buffer.from(body),
  };
}

function replaceHeader(name: string, change: (value: string) => string) {
  return (request: ServiceRequest): ServiceRequest => ({
    ...request,
    headers: request.headers.map(([given, value]) =>
      given.toLowerCase() === name ? [given, change(value)] : [given, value],
    ),
  });
}

describe.each(forms)('a signature in the %s', (form) => {
  const accepted: readonly (readonly [string, Signer])[] = [
    ['of the caller', {}],
    ['of a session', temporary],
    ['14 minutes old', { at: -14 * MINUTE }],
    ['14 minutes ahead', { at: 14 * MINUTE }],
  ];
  test.each(accepted)('%s is accepted', async (_, change) => {
    expect(await answer(form, change)).toEqual({ status: 200, error: undefined, stored: true });
  });

  const refused: readonly (readonly [string, Signer, readonly string[]])[] = [
    [
      'with a wrong secret',
      { secretAccessKey: 'wrong' },
      ['InvalidSignatureException', 'SignatureDoesNotMatch'],
    ],
    ['of an unknown key', { accessKeyId: 'NOBODY' }, ['UnrecognizedClientException', 'InvalidClientTokenId']],
    ['for another service', { service: 'iam' }, ['InvalidSignatureException', 'SignatureDoesNotMatch']],
    ['for another region', { region: 'eu-west-1' }, ['InvalidSignatureException', 'SignatureDoesNotMatch']],
    [
      '16 minutes old',
      { at: -16 * MINUTE },
      ['RequestExpired', 'InvalidSignatureException', 'SignatureDoesNotMatch', 'ExpiredTokenException'],
    ],
    [
      '16 minutes ahead',
      { at: 16 * MINUTE },
      ['RequestExpired', 'InvalidSignatureException', 'SignatureDoesNotMatch'],
    ],
    [
      'without its session token',
      { accessKeyId: 'TEMPORARY' },
      ['UnrecognizedClientException', 'InvalidClientTokenId'],
    ],
    [
      'with another session token',
      { ...temporary, sessionToken: 'x' },
      ['UnrecognizedClientException', 'InvalidClientTokenId'],
    ],
    [
      'with a session token that is none of the key',
      { sessionToken },
      ['UnrecognizedClientException', 'InvalidClientTokenId'],
    ],
  ];
  test.each(refused)('%s is refused and stores nothing', async (_, change, names) => {
    const { error, ...rest } = await answer(form, change);
    expect(rest).toEqual({ status: 403, stored: false });
    expect(names).toContain(error);
  });

  const altered: readonly (readonly [string, (request: ServiceRequest) => ServiceRequest])[] = [
    ['the body', (request) => ({ ...request, body: Buffer.from(JSON.stringify({ ...put, Name: 'Eve' })) })],
    ['the host', replaceHeader('host', () => 'example.com')],
    ['the path', (request) => ({ ...request, target: request.target.replace('put', 'delete') })],
    [
      'the query',
      (request) => ({
        ...request,
        target: `${request.target}${request.target.includes('?') ? '&' : '?'}x=y`,
      }),
    ],
  ];
  test.each(altered)('does not cover %s changed afterwards', async (_, alter) => {
    const { error, ...rest } = await answer(form, {}, alter);
    expect(rest).toEqual({ status: 403, stored: false });
    expect(['InvalidSignatureException', 'SignatureDoesNotMatch']).toContain(error);
  });
});

describe('an Authorization header', () => {
  const malformed: readonly (readonly [string, (value: string) => string])[] = [
    ['without a credential', (value) => value.replace(/Credential=[^,]*,/, '')],
    ['without signed headers', (value) => value.replace(/SignedHeaders=[^,]*,/, '')],
    ['without a signature', (value) => value.replace(/, Signature=.*/, '')],
    ['without the host among the signed headers', (value) => value.replace(';host', '').replace('host;', '')],
    ['with a short scope', (value) => value.replace('/aws4_request', '')],
    ['with another algorithm', (value) => value.replace('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA512')],
    ['with a comma alone', () => 'AWS4-HMAC-SHA256 ,'],
  ];
  test.each(malformed)('%s is incomplete', async (_, change) => {
    const { error, status, stored } = await answer('header', {}, replaceHeader('authorization', change));
    expect([400, 403]).toContain(status);
    expect(['IncompleteSignature', 'IncompleteSignatureException']).toContain(error);
    expect(stored).toBe(false);
  });

  test('with a signature that is cut, or of another scope’s day, does not match', async () => {
    for (const change of [
      (value: string) => value.slice(0, -1),
      (value: string) => value.replace(/\/\d{8}\//, '/20200101/'),
      (value: string) => value.replace('aws4_request', 'aws4_other'),
    ])
      expect(await answer('header', {}, replaceHeader('authorization', change))).toMatchObject({
        status: 403,
        stored: false,
      });
  });

  test('that is right but for the scope of another day or end is refused', async () => {
    const { service, clock } = signedService();
    const request = await signed('header', clock.now());
    const names = ['host', 'x-amz-date'];
    const right = [own.accessKeyId, '20260101', 'us-east-1', 'account', 'aws4_request'];
    const answers = [right, right.with(1, '20260102'), right.with(4, 'other')].map((scope) => {
      const signature = signatureOf(request, names, scope, clock.now(), own, service.options.signing);
      const value = `AWS4-HMAC-SHA256 Credential=${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
      return send(service, replaceHeader('authorization', () => value)(request)).status;
    });
    expect(answers).toEqual([200, 403, 403]);
  });

  test('without a date is incomplete', async () => {
    const { error } = await answer(
      'header',
      {},
      replaceHeader('x-amz-date', () => 'yesterday'),
    );
    expect(['IncompleteSignature', 'IncompleteSignatureException']).toContain(error);
  });

  test('is needed', () => {
    const { service } = signedService();
    const answered = send(service, {
      method: 'POST',
      target: '/listRegions',
      headers: [],
      body: new Uint8Array(),
    });
    expect(answered).toMatchObject({ status: 403, error: 'MissingAuthenticationTokenException' });
    expect(call(service, caller, 'ListRegions').status).toBeGreaterThanOrEqual(400);
  });
});
