import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accountCredentials, lazyCredentials } from './account-credentials.ts';
import { answerForAws } from '../testing/answer-for-aws.ts';
import { serveHttp } from '../testing/wire.ts';

const REGION = 'us-east-1';
const MINUTE = 60_000;

interface Asked {
  readonly url: string;
  readonly host: string;
  /** Access key id that signed, or the bearer. */
  readonly by: string;
  readonly form: Readonly<Record<string, string>>;
}

/** Plays STS and the portal of single sign-on, and says who asked for what; the variables name somebody else. */
async function awsAtHome(files: { config?: string; credentials?: string }, lastsMs = 60 * MINUTE) {
  const asked: Asked[] = [];
  const url = await serveHttp((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const [, keyId] = /Credential=([^/]+)/.exec(request.headers.authorization ?? '') ?? [];
      const bearer = String(request.headers['x-amz-sso_bearer_token'] ?? '');
      asked.push({
        url: request.url ?? '',
        host: request.headers.host ?? '',
        by: keyId ?? bearer,
        form: Object.fromEntries(new URLSearchParams(body)),
      });
      const number = asked.length;
      const expires = new Date(Date.now() + lastsMs);
      if (request.url?.startsWith('/federation/credentials')) {
        const roleCredentials = {
          accessKeyId: `ASIASSO${number}`,
          secretAccessKey: 's',
          sessionToken: 't',
          expiration: expires.getTime(),
        };
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ roleCredentials }));
        return;
      }
      const keys = `<AccessKeyId>ASIAROLE${number}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expires.toISOString()}</Expiration>`;
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${keys}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
    });
  });
  answerForAws(url);
  const others: string[] = [];
  const other = await serveHttp((request, response) => {
    others.push(request.url ?? '');
    response.writeHead(500).end();
  });
  onTestFinished(() => expect(others, 'whom the environment and the profile name').toEqual([]));
  const home = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  await writeFile(join(home, 'config'), files.config ?? '');
  await writeFile(join(home, 'credentials'), files.credentials ?? '');
  setVariables({
    HOME: home,
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_ENDPOINT_URL: other.href,
    AWS_ENDPOINT_URL_STS: other.href,
    AWS_ENDPOINT_URL_SSO: other.href,
    AWS_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PROFILE: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
  });
  return { home, asked, other };
}

function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    set(name, value);
    onTestFinished(() => set(name, before));
  }
}

const BASE = '[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';
const FIRST = 'arn:aws:iam::111111111111:role/first';
const SECOND = 'arn:aws:iam::222222222222:role/second';

test('a profile with keys', async () => {
  const { asked } = await awsAtHome({ credentials: BASE });
  const credentials = await accountCredentials('owner', { profile: 'base' }, REGION)();
  expect(credentials).toMatchObject({ accessKeyId: 'AKIABASE', secretAccessKey: 's' });
  expect(asked).toEqual([]);
});

test('a profile that assumes a role through others, with an external id', async () => {
  const config = `
[profile first]
role_arn = ${FIRST}
source_profile = base
external_id = only-we-know
[profile second]
role_arn = ${SECOND}
source_profile = first
`;
  const { asked } = await awsAtHome({ config, credentials: BASE });
  const credentials = await accountCredentials('owner', { profile: 'second' }, REGION)();
  expect(credentials).toMatchObject({ accessKeyId: 'ASIAROLE2', sessionToken: 't' });
  expect(asked.map(({ by, form }) => [by, form['RoleArn'], form['ExternalId']])).toEqual([
    ['AKIABASE', FIRST, 'only-we-know'],
    ['ASIAROLE1', SECOND, undefined],
  ]);
});

test('a role of the configuration, with an external id, by a profile', async () => {
  const { asked } = await awsAtHome({ credentials: BASE });
  const config = { roleArn: FIRST, externalId: 'only-we-know', profile: 'base' };
  const credentials = await accountCredentials('owner', config, REGION)();
  expect(credentials).toMatchObject({ accessKeyId: 'ASIAROLE1', sessionToken: 't' });
  expect(asked.map(({ by, form }) => [by, form])).toEqual([
    [
      'AKIABASE',
      expect.objectContaining({ Action: 'AssumeRole', RoleArn: FIRST, ExternalId: 'only-we-know' }),
    ],
  ]);
});

test('roles are assumed at AWS, whatever the environment and the profile name', async () => {
  const { home, asked, other } = await awsAtHome({});
  const local = `endpoint_url = ${other.href}\n`;
  const services = `[services local]\nsts =\n  ${local}`;
  const first = `[profile first]\nrole_arn = ${FIRST}\nsource_profile = base\nservices = local\n${local}`;
  await writeFile(join(home, 'config'), `[profile base]\n${local}${first}${services}`);
  await writeFile(join(home, 'credentials'), BASE);
  await accountCredentials('owner', { profile: 'first' }, REGION)();
  await accountCredentials('owner', { roleArn: SECOND, profile: 'base' }, REGION)();
  expect(asked.map(({ host }) => host)).toEqual([
    'sts.us-east-1.amazonaws.com',
    'sts.us-east-1.amazonaws.com',
  ]);
});

test.each([{ profile: 'base', roleArn: FIRST }, { profile: 'role' }, { roleArn: FIRST }])(
  'nobody is asked for credentials while anybody could answer: %j',
  async (config) => {
    const role = `[profile role]\nrole_arn = ${FIRST}\nsource_profile = base\n`;
    const { asked } = await awsAtHome({ credentials: BASE, config: role });
    setVariables({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    const given = async () => accountCredentials('owner', config, REGION)();
    await expect(given()).rejects.toThrow(
      /^owner: AWS credentials are not sent while NODE_TLS_REJECT_UNAUTHORIZED=0/,
    );
    expect(asked).toEqual([]);
    expect(await accountCredentials('owner', { profile: 'base' }, REGION)()).toBeDefined();
  },
);

test('a role of the configuration, by the variables of the environment', async () => {
  const { asked } = await awsAtHome({});
  setVariables({ AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' });
  await accountCredentials('owner', { roleArn: FIRST }, REGION)();
  expect(asked.map(({ by }) => by)).toEqual(['AKIAENV']);
});

test('a role whose credentials end soon is assumed again before they do', async () => {
  const { asked } = await awsAtHome({ credentials: BASE }, 2 * MINUTE);
  const credentials = accountCredentials('owner', { roleArn: FIRST, profile: 'base' }, REGION);
  await credentials();
  const before = asked.length;
  await credentials();
  expect(asked.length).toBe(before + 1);
  expect(new Set(asked.map(({ by }) => by)), 'by who assumed it at first').toEqual(new Set(['AKIABASE']));
});

test('a profile of single sign-on', async () => {
  const config = `
[sso-session work]
sso_start_url = https://work.example.test/start
sso_region = ${REGION}
[profile sandbox]
sso_session = work
sso_account_id = 111111111111
sso_role_name = Probe
`;
  const { home, asked } = await awsAtHome({ config });
  const cache = join(home, '.aws', 'sso', 'cache');
  await mkdir(cache, { recursive: true });
  const expiresAt = new Date(Date.now() + 60 * MINUTE).toISOString();
  const name = `${createHash('sha1').update('work').digest('hex')}.json`;
  await writeFile(join(cache, name), JSON.stringify({ accessToken: 'signed-in', expiresAt }));
  const credentials = await accountCredentials('owner', { profile: 'sandbox' }, REGION)();
  expect(credentials).toMatchObject({ accessKeyId: 'ASIASSO1', sessionToken: 't' });
  expect(asked.map(({ by, url }) => [by, url])).toEqual([
    ['signed-in', expect.stringMatching(/role_name=Probe/)],
  ]);
});

test('a profile that does not exist is said with its owner', async () => {
  await awsAtHome({ credentials: BASE });
  await expect(accountCredentials('standalone', { profile: 'none' }, REGION)()).rejects.toThrow(
    /standalone: no credentials: .*none/,
  );
});

function counted(expiresAt?: number) {
  let loads = 0;
  return async () => {
    loads += 1;
    return {
      accessKeyId: `AKIA${loads}`,
      secretAccessKey: 's',
      expiration: expiresAt === undefined ? undefined : new Date(expiresAt * loads),
    };
  };
}

test('loaded once, also for callers at the same time', async () => {
  const credentials = lazyCredentials('owner', counted());
  const all = await Promise.all([credentials(), credentials(), credentials()]);
  expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIA1', 'AKIA1', 'AKIA1']);
});

test('loaded again, once, shortly before they expire', async () => {
  let now = 0;
  const credentials = lazyCredentials('owner', counted(60 * MINUTE), { now: () => now });
  expect((await credentials()).accessKeyId).toBe('AKIA1');
  now = 54 * MINUTE;
  expect((await credentials()).accessKeyId).toBe('AKIA1');
  now = 56 * MINUTE;
  const all = await Promise.all([credentials(), credentials()]);
  expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIA2', 'AKIA2']);
});

test('a failure names the owner, and the next call tries anew', async () => {
  let calls = 0;
  const credentials = lazyCredentials('o-1/management', async () => {
    calls += 1;
    if (calls === 1) throw new Error('the session ran out');
    return { accessKeyId: 'AKIA', secretAccessKey: 's' };
  });
  await expect(credentials()).rejects.toThrow('o-1/management: no credentials: the session ran out');
  expect((await credentials()).accessKeyId).toBe('AKIA');
});

test('those whose source has nothing that lasts longer are used to their end, which is known then', async () => {
  let now = 0;
  let loads = 0;
  const load = async () => {
    loads += 1;
    return { accessKeyId: 'AKIA1', secretAccessKey: 's', expiration: new Date(60 * MINUTE) };
  };
  const credentials = lazyCredentials('owner', load, { now: () => now });
  await credentials();
  expect(credentials.expires()).toBeNull();
  now = 56 * MINUTE;
  for (const _ of [1, 2, 3]) expect((await credentials()).accessKeyId).toBe('AKIA1');
  expect(loads).toBe(2);
  expect(credentials.expires()).toEqual(new Date(60 * MINUTE));
});

test('a source that fails while the last ones are still good takes nothing away', async () => {
  let now = 0;
  const load = async () => {
    if (now > 0) throw new Error('the session ran out');
    return { accessKeyId: 'AKIA1', secretAccessKey: 's', expiration: new Date(60 * MINUTE) };
  };
  const credentials = lazyCredentials('owner', load, { now: () => now });
  await credentials();
  now = 56 * MINUTE;
  expect((await credentials()).accessKeyId).toBe('AKIA1');
});

test('renewed where they are refused, and it is told whether there were others', async () => {
  const renewing = lazyCredentials('owner', counted());
  await renewing();
  expect(await renewing.renew()).toBe(true);
  expect((await renewing()).accessKeyId).toBe('AKIA2');
  const fixed = lazyCredentials('owner', async () => ({ accessKeyId: 'AKIA', secretAccessKey: 's' }));
  await fixed();
  expect(await fixed.renew()).toBe(false);
});
