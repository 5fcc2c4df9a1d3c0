import { expect, onTestFinished, test, vi } from 'vitest';
import { endpointTarget } from '../config/resolve-target.ts';
import type { Target } from '../target.ts';
import { answerForAws } from '../testing/answer-for-aws.ts';
import { serveHttp } from '../testing/wire.ts';
import { callerIdentity, confirmIdentities } from './guard-identities.ts';
import { organizationFacts } from './organization-facts.ts';

const REAL = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'no-secret' };
const AWS = 'https://account.us-east-1.amazonaws.com';
const ANSWER =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn</Arn><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** Says that everybody is the account that they should be, and keeps the names by which it was asked. */
async function sts(): Promise<{ url: URL; asked: string[] }> {
  const asked: string[] = [];
  const url = await serveHttp((request, response) => {
    asked.push(request.headers.host ?? '');
    response.writeHead(200, { 'content-type': 'text/xml' }).end(ANSWER);
  });
  return { url, asked };
}

function targetAt(endpoint: string, changes: Partial<Target> = {}): Target {
  const env = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_ACCOUNT_ID: '111111111111',
  };
  return { ...endpointTarget(new URL(endpoint), env), ...changes };
}

test('for an endpoint of AWS, AWS’s own STS is asked, whatever the environment names', async () => {
  const [aws, other] = [await sts(), await sts()];
  answerForAws(aws.url);
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS']) vi.stubEnv(name, other.url.href);
  onTestFinished(() => void vi.unstubAllEnvs());
  await confirmIdentities(targetAt(AWS));
  expect([aws.asked, other.asked]).toEqual([['sts.us-east-1.amazonaws.com'], []]);
});

test('for an endpoint of AWS nobody else is proof', async () => {
  const { url, asked } = await sts();
  await expect(confirmIdentities(targetAt(AWS, { sts: url }))).rejects.toThrow(
    /is no proof .* remove sts\.endpoint/,
  );
  await expect(
    confirmIdentities(targetAt(AWS, { sts: new URL('http://sts.amazonaws.com') })),
  ).rejects.toThrow(/no proof/);
  expect(asked).toEqual([]);
});

test('for another endpoint the STS that is configured is asked', async () => {
  const { url, asked } = await sts();
  await confirmIdentities(targetAt('https://account.example.test', { sts: url }));
  expect(asked).toEqual([url.host]);
});

test.each([
  ['STS', { sts: new URL('http://sts.example.test') }, callerIdentity],
  ['Organizations', { organizationsApi: new URL('http://organizations.example.test') }, organizationFacts],
])('real credentials do not go to %s in plain HTTP beyond loopback', async (_, changes, ask) => {
  const asking = ask(targetAt('https://account.example.test', changes), REAL);
  await expect(asking).rejects.toThrow(/not sent over plain HTTP to \w+\.example\.test/);
});

test.each([callerIdentity, organizationFacts])('nor anywhere while anybody could answer: %o', async (ask) => {
  const { url, asked } = await sts();
  answerForAws(url);
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(ask(targetAt(AWS), REAL)).rejects.toThrow(/NODE_TLS_REJECT_UNAUTHORIZED=0/);
  expect(asked).toEqual([]);
});
