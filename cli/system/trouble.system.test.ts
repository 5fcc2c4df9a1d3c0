import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunResult } from '../../results/record.ts';
import type { Target } from '../../targets/target.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { interceptingProxy, type ProxyChanges } from '../testing/intercepting-proxy.ts';
import { FAR_ACCOUNT, farConfig } from '../testing/far-config.ts';
import { serveSts } from '../testing/organizations-server.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';

async function troubled(changes: ProxyChanges): Promise<URL> {
  return interceptingProxy((await served()).endpoint, changes);
}

async function served(): Promise<Target> {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  onTestFinished(close);
  return target;
}

function run(endpoint: URL, ...options: string[]) {
  return runCli(['run', '--quiet', '--seed', '1', '--runs', '1', '--endpoint', endpoint.href, ...options]);
}

test.each([
  ['UnrecognizedClientException', 'the service refuses the credentials of standalone'],
  ['InvalidClientTokenId', 'the service refuses the credentials of standalone'],
  ['SignatureDoesNotMatch', 'the service refuses the credentials of standalone'],
  ['ExpiredTokenException', 'the credentials of standalone have expired'],
  ['ExpiredToken', 'the credentials of standalone have expired'],
])(
  'expired: a service that answers all with %s ends the run with exit 3 and the cause',
  async (error, cause) => {
    const { exitCode, stdout } = await run(await troubled({ intercept: () => ({ status: 403, error }) }));
    expect(stdout).toContain(`No verdict, the run ended: ${cause} (403 ${error})`);
    expect(exitCode).toBe(3);
  },
);

test.each([
  ['behind', 1],
  ['ahead of', -1],
])('expired: a clock that is 17 minutes %s that of the service is named, with exit 3', async (side, sign) => {
  const endpoint = await troubled({
    intercept: () => ({
      status: 403,
      error: 'InvalidSignatureException',
      headers: { date: new Date(Date.now() + sign * 17 * 60_000).toUTCString() },
    }),
  });
  const { exitCode, stdout } = await run(endpoint);
  expect(stdout).toContain(`the clock of this machine is 17 minutes ${side} that of the service`);
  expect(exitCode).toBe(3);
});

test('expired: one operation that refuses every signature is a fault of the service', async () => {
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation === 'GetContactInformation' ? { status: 403, error: 'UnrecognizedClientException' } : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'wire', '--suite', 'primary-contact');
  expect(stdout).toMatch(/^✗ Does not conform/m);
  expect(exitCode).toBe(1);
});

test.each([
  'User: x is not authorized to perform: y because no identity-based policy allows the account:y action',
  'User: x is not authorized to perform: y because no session policy allows the account:y action',
  'User: x is not authorized to perform: y with an explicit deny in a service control policy',
])('denied: "%s" blocks what rests on it, for one cause', async (message) => {
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation?.includes('AlternateContact')
        ? { status: 403, error: 'AccessDeniedException', message }
        : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'contacts', '--suite', 'primary-contact');
  expect(stdout).toContain('No verdict, trouble blocked too much');
  expect(stdout).toMatch(/A policy denies standalone account:PutAlternateContact \((no|with)/);
  expect(stdout).not.toContain('✗ contacts');
  expect(exitCode).toBe(3);
});

test('denied: what it blocks is told beside the verdict where that is little', async () => {
  const message = 'not authorized because no identity-based policy allows it';
  const endpoint = await troubled({
    intercept: ({ operation }) =>
      operation === 'GetContactInformation' ? { status: 403, error: 'AccessDeniedException', message } : null,
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'contacts', 'wire');
  expect(stdout).toMatch(
    /^✓ Conforms: .* \d+ rules blocked by trouble\. A policy denies standalone account:GetContactInformation/m,
  );
  expect(exitCode).toBe(0);
});

test('denied: a service on loopback that denies everything without a word of a policy does not conform', async () => {
  const endpoint = await troubled({
    intercept: () => ({ status: 403, error: 'AccessDeniedException', message: 'no' }),
  });
  const { exitCode } = await run(endpoint, '--suite', 'contacts', 'listing', 'errors');
  expect(exitCode).toBe(1);
});

/** A target that is not loopback by its name. */
async function farWith(
  more: NodeJS.ProcessEnv,
  command: string,
  endpoint: URL,
  changes: Record<string, unknown>,
  ...options: string[]
) {
  const config = await farConfig(endpoint.port, changes);
  const home = await scratch();
  const env = { HOME: home, XDG_STATE_HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...more };
  const args = [command, ...options, '--target', 'far', '--config', config];
  return runCli(args, { cwd: home, node: HOME_RESOLVER, env });
}

const far = (command: string, endpoint: URL, changes: Record<string, unknown>, ...options: string[]) =>
  farWith({}, command, endpoint, changes, ...options);

test.each([
  ['run', ['--quiet', '--seed', '1']],
  ['fuzz', ['--time', '1s']],
  ['doctor', []],
])(
  'expired: %s off loopback, whose credentials STS does not know, ends with exit 3',
  async (command, options) => {
    const endpoint = await troubled({});
    const sts = await serveSts([]);
    onTestFinished(() => sts.close());
    const changes = { sts: { endpoint: sts.url.href } };
    const { exitCode, stdout, stderr } = await far(command, endpoint, changes, ...options);
    expect(stdout + stderr).toContain(
      'the service refuses the credentials of standalone (InvalidClientTokenId, says STS): check the access key',
    );
    expect(exitCode).toBe(3);
  },
);

test('denied: off loopback a bare denial on the own account blocks the rules, with the actions to allow', async () => {
  const endpoint = await troubled({
    intercept: () => ({ status: 403, error: 'AccessDeniedException', message: 'no' }),
  });
  const safety = { tier: 'read', accounts: [FAR_ACCOUNT] };
  const options = [
    '--quiet',
    '--seed',
    '1',
    '--runs',
    '1',
    '--suite',
    'contacts',
    'primary-contact',
    'listing',
  ];
  const { exitCode, stdout } = await far('run', endpoint, { safety }, ...options);
  expect(stdout).toMatch(/A policy denies standalone account:ListRegions \(403 AccessDeniedException\)/);
  expect(stdout).not.toContain('\u2717 listing');
  expect(exitCode).toBe(3);
});

test('denied: trusted access that is off though the configuration says it is on', async () => {
  const message = 'You must first enable trusted access for AWS Account Management';
  const endpoint = await troubled({
    intercept: ({ body }) =>
      body.includes('AccountId') ? { status: 403, error: 'AccessDeniedException', message } : null,
  });
  const [management, member] = ['222222222222', '555555555555'];
  const organization = {
    id: 'o-example1',
    trustedAccess: true,
    allFeatures: true,
    management: { accountId: management, credentials: testCredentials(management) },
    members: [{ accountId: member, credentials: testCredentials(member) }],
  };
  const changes = {
    endpoint: endpoint.href,
    organizations: [organization],
    safety: { tier: 'read', accounts: [FAR_ACCOUNT] },
  };
  const told = 'the service says that trusted access is off in the organization of o-example1/management';
  const doctor = await far('doctor', endpoint, changes);
  expect(doctor.stdout).toContain(told);
  expect(doctor.exitCode).toBe(1);
  const ran = await far(
    'run',
    endpoint,
    changes,
    '--quiet',
    '--seed',
    '1',
    '--runs',
    '1',
    '--suite',
    'context',
  );
  expect(ran.stdout.toLowerCase()).toContain(told);
  expect(ran.stdout).toMatch(/\d+ rules blocked by trouble/);
});

test('expired: credentials that end in mid-run, where only reads are sent, exit 3', async () => {
  const endpoint = await troubled({
    intercept: ({ before }) => (before > 40 ? { status: 403, error: 'ExpiredTokenException' } : null),
  });
  const { exitCode, stdout } = await run(endpoint, '--suite', 'listing', '--tier', 'read');
  expect(stdout).toContain(
    'No verdict, the run ended: the credentials of standalone have expired (403 ExpiredTokenException): get new ones',
  );
  expect(exitCode).toBe(3);
});

test('expired: credentials that end in mid-run, while something is changed: exit 5, and restore puts it back', async () => {
  const service = await served();
  let good = true;
  let writes = 0;
  const endpoint = await interceptingProxy(service.endpoint, {
    intercept({ operation }) {
      if (operation === 'PutAlternateContact') writes += 1;
      return good && writes < 12 ? null : { status: 403, error: 'ExpiredTokenException' };
    },
  });
  const before = await worldState(service);
  const home = { XDG_STATE_HOME: await scratch() };
  const options = ['--quiet', '--seed', '1', '--runs', '2', '--suite', 'contacts'];
  const sts = await serveSts([
    { accountId: FAR_ACCOUNT, accessKeyId: testCredentials(FAR_ACCOUNT).accessKeyId },
  ]);
  onTestFinished(() => sts.close());
  const changes = { sts: { endpoint: sts.url.href } };
  const ran = await farWith(home, 'run', endpoint, changes, ...options);
  expect(ran.stdout).toMatch(/"account-conformance restore[^"]*" tries again\..*standalone have expired/);
  expect(ran.exitCode).toBe(5);
  writes = Number.NEGATIVE_INFINITY;
  good = true;
  const restored = await farWith(home, 'restore', endpoint, changes);
  expect(restored.exitCode).toBe(0);
  expect(await worldState(service)).toEqual(before);
});

test('expired: credentials that are known to end and cannot be renewed end the run before, with the state as it was', async () => {
  const service = await served();
  const before = await worldState(service);
  const { accessKeyId, secretAccessKey } = testCredentials(FAR_ACCOUNT);
  const ends = new Date(Date.now() + 4 * 60_000 + 4_000).toISOString();
  const env = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: 'token',
    AWS_CREDENTIAL_EXPIRATION: ends,
  };
  const home = await scratch();
  const args = [
    'run',
    '--quiet',
    '--seed',
    '1',
    '--endpoint',
    `http://account.example.test:${service.endpoint.port}`,
  ];
  const { exitCode, stdout } = await runCli(args, {
    cwd: home,
    node: HOME_RESOLVER,
    env: { HOME: home, XDG_STATE_HOME: home, ...env },
  });
  expect(stdout).toContain(`The credentials of standalone end at ${ends} and cannot be renewed`);
  expect(exitCode).toBe(3);
  expect(await worldState(service)).toEqual(before);
});

test('expired: credentials whose source has other ones are renewed', async () => {
  const service = await served();
  let refused = 0;
  const endpoint = await interceptingProxy(service.endpoint, {
    intercept({ headers, before }) {
      if (before < 20 || headers['x-amz-security-token'] !== 'token-1') return null;
      refused += 1;
      return { status: 403, error: 'ExpiredTokenException' };
    },
  });
  const home = await scratch();
  const { accessKeyId, secretAccessKey } = testCredentials(FAR_ACCOUNT);
  const given = `{"Version":1,"AccessKeyId":"${accessKeyId}","SecretAccessKey":"${secretAccessKey}","SessionToken":"token-'$(wc -c < ${home}/count)'"}`;
  await writeFile(join(home, 'give.sh'), `printf x >> ${home}/count\nprintf '%s' '${given}'\n`);
  await writeFile(join(home, 'config'), `[profile gives]\ncredential_process = sh ${home}/give.sh\n`);
  const standalone = { accountId: FAR_ACCOUNT, credentials: { profile: 'gives' } };
  const options = ['--quiet', '--seed', '1', '--runs', '1', '--suite', 'listing', '--tier', 'read'];
  const env = { AWS_CONFIG_FILE: join(home, 'config') };
  const changes = { endpoint: endpoint.href, emulator: true, standalone };
  const { exitCode, stdout } = await farWith(env, 'run', endpoint, changes, ...options);
  expect(stdout).toMatch(/^✓ Conforms/m);
  expect(refused).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
});

test('slow: a run ends in good order when its time is over, and has no verdict where most is left', async () => {
  const service = await served();
  const before = await worldState(service);
  const { exitCode, stdout } = await run(service.endpoint, '--max-duration', '2s');
  expect(stdout).toMatch(/^✗ No verdict, the time was over too soon: .*skipped/m);
  expect(exitCode).toBe(3);
  expect(await worldState(service)).toEqual(before);
});

test('slow: a run whose time is long enough is not ended', async () => {
  const { exitCode } = await run((await served()).endpoint, '--suite', 'listing', '--max-duration', '10m');
  expect(exitCode).toBe(0);
});

test('slow: no rule is in error where its answers take longer than its time', async () => {
  const endpoint = await troubled({ delayMs: 100 });
  const out = join(await scratch(), 'result.json');
  const options = ['--timeout', '400', '--runs', '8', '--rule', 'contacts/sequence', '--json', out];
  const { exitCode } = await run(endpoint, ...options);
  const { rules } = JSON.parse(await readFile(out, 'utf8')) as RunResult;
  const time = 12 * 400;
  expect(Math.max(...rules.map(({ durationMs }) => durationMs))).toBeGreaterThan(time);
  expect(rules.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  expect(exitCode).toBe(0);
});

test('slow: a service that takes 300 ms for each answer is judged to the end, by more workers unless they are given', async () => {
  const judged = async (...options: string[]) => {
    const out = join(await scratch(), 'result.json');
    const endpoint = await troubled({ delayMs: 300 });
    const args = ['run', '--quiet', '--seed', '1', '--endpoint', endpoint.href, '--json', out, ...options];
    const { exitCode, stdout } = await runCli(args);
    const { rules, workers } = JSON.parse(await readFile(out, 'utf8')) as RunResult;
    return { exitCode, stdout, rules, workers };
  };
  const quick = ['--rule', 'validation/GetRegionOptStatus/AccountId/*'];
  const [more, given] = await Promise.all([
    judged(...quick, 'contacts/sequence', '--runs', '8', '--timeout', '2000'),
    judged(...quick, '--runs', '1', '--workers', '4'),
  ]);
  const long = more.rules.find(({ id }) => id === 'contacts/sequence');
  expect(long).toMatchObject({ outcome: 'pass' });
  expect(long?.durationMs).toBeGreaterThan(12 * 2000);
  expect([...more.rules, ...given.rules].filter(({ outcome }) => outcome === 'error')).toEqual([]);
  expect([more.exitCode, given.exitCode], more.stdout + given.stdout).toEqual([0, 0]);
  expect([more.workers, given.workers]).toEqual([16, 4]);
});

test.each([
  [40, ['--suite', 'contacts', '--runs', '1']],
  [5, ['--rule', 'contacts/delete-twice', 'contacts/create', 'listing/page-walk', '--runs', '1']],
])(
  'throttled: a service that answers each caller %i times a second conforms, and the run says what to do',
  async (perSecond, options) => {
    const service = await served();
    const before = await worldState(service);
    let refused = 0;
    const answered = new Map<string, number[]>();
    const endpoint = await interceptingProxy(service.endpoint, {
      intercept({ headers }) {
        const [caller = ''] = /Credential=[^/]+/.exec(headers.authorization ?? '') ?? [];
        const now = performance.now();
        const recent = (answered.get(caller) ?? []).filter((at) => at > now - 1000);
        const passes = recent.length < perSecond;
        answered.set(caller, passes ? [...recent, now] : recent);
        if (passes) return null;
        refused += 1;
        return { status: 429, error: 'TooManyRequestsException' };
      },
    });
    const args = ['run', '--quiet', '--seed', '1', '--endpoint', endpoint.href, ...options];
    const { exitCode, stdout, stderr } = await runCli(args);
    expect(stdout).toMatch(/^\u2713 Conforms/m);
    expect(stderr).toContain(
      'the service refuses requests for their rate: they are sent again, more slowly; --max-requests-per-second keeps below it',
    );
    expect(refused).toBeGreaterThan(0);
    expect(exitCode).toBe(0);
    expect(await worldState(service)).toEqual(before);
  },
);

test('disk full: the verdict and the other reports stay, and a run that conforms exits 3', async () => {
  const directory = await scratch();
  const args = ['run', '--quiet', '--seed', '1', '--runs', '1', '--suite', 'listing'];
  const reports = ['--json', join(directory, 'result.json'), '--badge', join(directory, 'badge.json')];
  const { exitCode, stdout, stderr } = await runCli([...args, ...reports], { fileLimit: 4 });
  expect(stdout).toMatch(/^✓ Conforms/m);
  expect(stderr).toMatch(/--json \S*result\.json: not written \(EFBIG\)/);
  expect(await readdir(directory)).toEqual(['badge.json']);
  expect(exitCode).toBe(3);
});

test('disk full: a standard output that takes nothing changes no exit code', async () => {
  const command = `"${process.execPath}" cli/main.ts run --quiet --seed 1 --runs 1 --suite listing > /dev/full`;
  const child = spawn('bash', ['-c', command], { cwd: packageRoot, stdio: 'ignore' });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  expect(exitCode).toBe(0);
});
