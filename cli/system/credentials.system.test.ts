import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { worldState } from '../../harness/testing/world-state.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { serveHttp } from '../../targets/testing/wire.ts';
import { HOME_RESOLVER, resolverTo } from '../testing/remote-target.ts';
import { findingOf } from '../testing/mutated-files.ts';
import { runCli, scratch, type SpawnOptions } from '../testing/spawn-cli.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const REAL = { AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: 'no-secret-of-anybody' };
const NOTICE = /not used on loopback, test credentials are/g;

/** A service that answers everything, and the ids of the keys that it was asked with. */
async function service(): Promise<{ url: URL; keys: Set<string>; paths: string[] }> {
  const keys = new Set<string>();
  const paths: string[] = [];
  const url = await serveHttp((request, response) => {
    paths.push(request.url ?? '');
    const [, key] = /Credential=([^/]+)/.exec(request.headers.authorization ?? '') ?? [];
    // Whether signatures are checked is probed without one.
    if (key !== undefined) keys.add(key);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  return { url, keys, paths };
}

/** A home with a profile whose keys look real, and a configuration. */
async function home(config = ''): Promise<{ env: NodeJS.ProcessEnv; file: string; directory: string }> {
  const directory = await scratch();
  const file = join(directory, 'conformance.yaml');
  const credentials = join(directory, 'credentials');
  await writeFile(credentials, `[sandbox]\naws_access_key_id = ${KEY}\naws_secret_access_key = no-secret\n`);
  await writeFile(file, config);
  const env = { HOME: directory, XDG_STATE_HOME: directory, AWS_SHARED_CREDENTIALS_FILE: credentials };
  return { env, file, directory };
}

describe('on loopback', () => {
  test.each([
    ['a key of the environment', REAL],
    ['a profile', { AWS_PROFILE: 'sandbox' }],
  ])('%s that looks real is not used, which is said once', async (_, variables) => {
    const { url, keys } = await service();
    const { env } = await home();
    const { stderr } = await runCli(['doctor', '--endpoint', url.href], { env: { ...env, ...variables } });
    expect([...keys]).toEqual([expect.stringMatching(/^AKIDTEST/)]);
    expect(stderr.match(NOTICE)).toHaveLength(1);
  });

  test('a key that is none of AWS is used', async () => {
    const { url, keys } = await service();
    const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    const { stderr } = await runCli(['doctor', '--endpoint', url.href], { env });
    expect({ keys: [...keys], said: stderr.match(NOTICE) }).toEqual({ keys: ['local'], said: null });
  });

  const target = (url: URL, credentials: string, more = '') =>
    `targets: { near: { endpoint: "${url.href}", standalone: { accountId: "111111111111", credentials: ${credentials} }${more} } }`;
  const write = [
    'run',
    '--target',
    'near',
    '--rule',
    'contacts/delete-twice',
    '--tier',
    'write',
    '--runs',
    '1',
  ];

  test('a target whose keys are those of a profile may be a proxy to AWS: nothing is written unless it may be', async () => {
    const { url, paths } = await service();
    const { env, file } = await home(target(url, '{ profile: sandbox }'));
    const { exitCode, stderr } = await runCli([...write, '--config', file], { env });
    expect({ exitCode, paths }).toEqual({ exitCode: 6, paths: [] });
    expect(stderr).toMatch(/--tier write is more than its configuration allows \(read\)/);
  });

  test.each([
    ['says that it is an emulator', '{ profile: sandbox }', ', emulator: true'],
    ['is configured with keys', `{ accessKeyId: ${KEY}, secretAccessKey: no-secret }`, ''],
  ])('a target that %s is one', async (_, credentials, more) => {
    const { url, keys, paths } = await service();
    const { env, file } = await home(target(url, credentials, more));
    const { exitCode } = await runCli([...write, '--config', file], { env });
    expect(exitCode).not.toBe(6);
    expect(paths).toContain('/putAlternateContact');
    expect([...keys]).toEqual([KEY]);
  });

  test('a name that is another machine is not loopback', async () => {
    const { url } = await service();
    const args = ['run', '--endpoint', `http://account.localhost:${url.port}`, '--suite', 'contacts'];
    const { exitCode, stderr } = await runCli(args, { node: resolverTo('192.0.2.1') });
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/account\.localhost is not this machine, it resolves to 192\.0\.2\.1/);
  });
});

describe('an emulator of another name, as in Docker Compose', () => {
  const config = (url: URL, keys: string, more = '') =>
    `targets: { compose: { endpoint: "http://moto:${url.port}", standalone: { accountId: "111111111111", credentials: ${keys} }, safety: { tier: write }${more} } }`;
  const TEST_KEYS = '{ accessKeyId: test, secretAccessKey: test }';

  test('is judged over plain HTTP with keys that AWS did not issue, as far as the tier goes, and put back', async () => {
    const { target, close } = await startEmbedded();
    onTestFinished(close);
    const before = await worldState(target);
    const { env, file } = await home(config(target.endpoint, TEST_KEYS));
    const common = ['--target', 'compose', '--config', file];
    const chosen = ['--rule', 'contacts/delete-twice', 'regions/enable', '--runs', '2', '--seed', '1'];
    const run = await runCli(['run', ...common, ...chosen], { env, node: HOME_RESOLVER });
    expect(run.stdout).toContain('needs tier regions, but the run has tier write');
    expect(run.stdout).toMatch(/✓ Conforms: 1 skipped, 1 passed/);
    expect(await worldState(target)).toEqual(before);

    const doctor = await runCli(['doctor', ...common], { env, node: HOME_RESOLVER });
    expect(doctor.stdout).toMatch(/^ok +tier +write: contacts change, and are put back$/m);
    expect(doctor.stdout).toMatch(/^ok +signing +with keys that AWS did not issue, as fast as it answers$/m);
    expect(doctor.stdout).toMatch(/^open +identity standalone .*\(not asked: the keys are none of AWS\)$/m);
  });

  test.each([
    ['a key that looks real', `{ accessKeyId: ${KEY}, secretAccessKey: no-secret }`],
    ['a profile whose key does', '{ profile: sandbox }'],
  ])('%s is not sent to it', async (_, keys) => {
    const { url, paths } = await service();
    const { env, file } = await home(config(url, keys, ', emulator: true'));
    for (const command of ['run', 'doctor']) {
      const args = [command, '--target', 'compose', '--config', file];
      const { exitCode, stderr } = await runCli(args, { env, node: HOME_RESOLVER });
      expect({ exitCode, paths }).toEqual({ exitCode: 6, paths: [] });
      expect(stderr).toMatch(/AWS credentials are not sent over plain HTTP to moto:\d+/);
    }
  });
});

test('real keys are not sent where anybody could answer', async () => {
  const { url, paths } = await service();
  const env = { ...REAL, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const args = ['run', '--endpoint', `https://account.example.test:${url.port}`, '--suite', 'contacts'];
  const { exitCode, stderr } = await runCli(args, { node: HOME_RESOLVER, env });
  expect({ exitCode, paths }).toEqual({ exitCode: 6, paths: [] });
  expect(stderr).toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0/);
});

describe('replay', () => {
  const call = { kind: 'operation', operation: 'ListRegions', input: {} };

  /** Replays a result that was recorded at this endpoint. */
  async function replay(
    endpoint: string,
    options: readonly string[] = [],
    { config = '', ...spawned }: SpawnOptions & { config?: string } = {},
  ) {
    const { env, file, directory } = await home(config);
    const result = join(directory, 'result.json');
    const rules = [{ id: 'listing/one-page', findings: [findingOf(call)] }];
    await writeFile(result, JSON.stringify({ target: { name: 'somebody', endpoint }, rules }));
    const given = config === '' ? [] : ['--config', file];
    return runCli(['replay', result, ...given, ...options], {
      node: HOME_RESOLVER,
      env: { ...env, ...spawned.env },
    });
  }

  const far = (url: URL) => `http://account.example.test:${url.port}/`;
  const configured = (url: URL) =>
    `targets: { mine: { endpoint: "${far(url)}", standalone: { accountId: "111111111111", credentials: { accessKeyId: mine, secretAccessKey: mine } } } }`;

  test('asks a recorded endpoint on loopback', async () => {
    const { url, paths } = await service();
    expect((await replay(url.href)).exitCode).toBe(0);
    expect(paths).toContain('/listRegions');
  });

  test('does not ask a recorded endpoint elsewhere', async () => {
    const { url, paths } = await service();
    const { exitCode, stderr } = await replay(far(url), [], { env: REAL });
    expect({ exitCode, paths }).toEqual({ exitCode: 2, paths: [] });
    expect(stderr).toMatch(/neither loopback nor of a configured target: name it with --endpoint/);
  });

  test('asks it with test credentials where it is named', async () => {
    const { url, keys } = await service();
    const { stderr, exitCode } = await replay(far(url), ['--endpoint', far(url)], { env: REAL });
    expect({ exitCode, keys: [...keys] }).toEqual({
      exitCode: 0,
      keys: [expect.stringMatching(/^AKIDTEST/)],
    });
    expect(stderr).toMatch(/of no configured target: signed with test credentials/);
  });

  test('asks it with its own credentials where it is that of a configured target', async () => {
    const { url, keys } = await service();
    const { exitCode } = await replay(far(url), [], { env: REAL, config: configured(url) });
    expect({ exitCode, keys: [...keys] }).toEqual({ exitCode: 0, keys: ['mine'] });
  });
});
