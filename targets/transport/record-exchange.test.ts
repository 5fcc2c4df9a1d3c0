import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { recordBody } from '../../results/redact/record-body.ts';
import { Redactor } from '../../results/redact/redactor.ts';
import { recordExchange } from './record-exchange.ts';
import { CREDENTIALS, identityWith, serveSeeing, wireClient, wireRequest } from '../testing/wire.ts';

const { accessKeyId, secretAccessKey, sessionToken = '' } = CREDENTIALS;
const SECRETS = [accessKeyId, secretAccessKey, sessionToken];
const redactor = new Redactor();
redactor.learnCredentials(CREDENTIALS);

function base64At(secret: string, before: string): string {
  return Buffer.from(`${before}${secret}${before}`).toString('base64');
}

function encodings(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
    JSON.stringify({ secret }),
    JSON.stringify({ secret }).replaceAll('/', String.raw`\/`),
    base64At(secret, ''),
    base64At(secret, 'a'),
    base64At(secret, 'ab'),
    Buffer.from(`?${secret}?`).toString('base64url'),
    encodeURIComponent(base64At(secret, 'ab')),
  ];
}

/** Looks into the text as it is, decoded from percent and JSON escapes, and into every base64 run of it. */
function reveals(text: string, secret: string): boolean {
  const readings = [
    text,
    text.replaceAll('\\', ''),
    text.replaceAll(/%[0-9a-f]{2}/gi, (code) => decodeURIComponent(code)),
  ];
  const runs = readings.flatMap((reading) => reading.match(/[\w+/=-]{12,}/g) ?? []);
  const decoded = runs.flatMap((run) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
  );
  return [...readings, ...decoded].some((reading) => reading.includes(secret));
}

const CASES = SECRETS.flatMap((secret) => encodings(secret).map((text) => ({ secret, text })));

test.for(CASES)('$text', ({ secret, text }) => {
  const given = `before ${text} after`;
  expect(reveals(given, secret), 'the search itself finds it').toBe(true);
  const shown = redactor.said(given);
  expect(reveals(shown, secret)).toBe(false);
  expect(shown).toMatch(/^before .*\[redacted\].* after$/);
});

test('a record of a real exchange that echoes everything holds no secret', async () => {
  const { endpoint } = await serveSeeing();
  const { sentHeaders, ...exchange } = await wireClient(endpoint).send(wireRequest());
  const signature =
    /Signature=(\w+)/.exec(sentHeaders.find(([name]) => name === 'authorization')?.[1] ?? '')?.[1] ?? '';
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  const echo = SECRETS.flatMap(encodings).join(' ') + JSON.stringify(Object.fromEntries(sentHeaders));
  const record = recordExchange(
    {
      ...exchange,
      sentHeaders,
      request: {
        ...exchange.request,
        target: `/x?X-Amz-Signature=${signature}&echo=${encodeURIComponent(echo)}`,
        body: Buffer.from(echo),
      },
      response: {
        status: 200,
        headers: [
          ['x-echo', echo],
          ['x-repeated', signature],
        ],
        body: Buffer.concat([Buffer.from([0xff]), Buffer.from(echo + signature)]),
      },
      fault: { kind: 'other', message: `${echo} ${signature}` },
    },
    redactor,
  );
  const body = Buffer.from(record.response?.body.text ?? '', 'base64').toString('latin1');
  const shown = [JSON.stringify(record), body].join('\n');
  expect(record.response?.body.encoding).toBe('base64');
  expect([...SECRETS, signature].filter((secret) => reveals(shown, secret))).toEqual([]);
  expect(JSON.stringify(record.request.headers)).toContain(
    'Credential=AKIA[redacted]/20150830/us-east-1/account',
  );
  expect(record.request.headers).toContainEqual(['x-amz-security-token', '[redacted]']);
});

test('credentials that are not known are removed by where they stand', () => {
  const unknown = new Redactor();
  const query =
    'X-Amz-Credential=AKIASTRANGER%2F20150830&X-Amz-Security-Token=abc%2Bdef&X-Amz-Signature=0123456789abcdef0123&x=y';
  expect(unknown.said(query)).toBe(
    'X-Amz-Credential=AKI[redacted]%2F20150830&X-Amz-Security-Token=[redacted]&X-Amz-Signature=[redacted]&x=y',
  );
  expect(unknown.said('x-amz-security-token:abc def')).toBe('x-amz-security-token:[redacted] def');
});

test('what is no secret stays', () => {
  const text = '{"AccountId":"111111111111","Name":"test","Signature":"none"}';
  const short = new Redactor();
  short.learnCredentials({ accessKeyId: '111111111111', secretAccessKey: 'test' });
  expect(short.said(text)).toBe(text);
  expect(redactor.said(text)).toBe(text);
});

test('a record keeps operation, identity, status, fault and duration', () => {
  const exchange: Exchange = {
    request: wireRequest({ identity: { ...identityWith(CREDENTIALS), name: 'o-x/management' } }),
    sentHeaders: [['a', 'b']],
    response: null,
    fault: { kind: 'reset', message: 'gone' },
    startedAt: 1,
    durationMs: 2,
  };
  expect(recordExchange(exchange, redactor)).toEqual({
    operation: 'ListRegions',
    identity: 'o-x/management',
    request: {
      method: 'POST',
      target: '/listRegions',
      headers: [['a', 'b']],
      body: { text: '{"MaxResults":1}', encoding: 'utf8', bytes: 16, truncated: false },
    },
    response: null,
    fault: { kind: 'reset', message: 'gone' },
    durationMs: 2,
  });
});

test('a long body is cut, also in the middle of a character', () => {
  expect(recordBody(Buffer.from('aé'), 2)).toEqual({
    text: 'a',
    encoding: 'utf8',
    bytes: 3,
    truncated: true,
  });
  expect(recordBody(Buffer.from('aé'), 3)).toEqual({
    text: 'aé',
    encoding: 'utf8',
    bytes: 3,
    truncated: false,
  });
  expect(recordBody(Buffer.from([0x61, 0xc3]), 3)).toEqual({
    text: 'YcM=',
    encoding: 'base64',
    bytes: 2,
    truncated: false,
  });
});
