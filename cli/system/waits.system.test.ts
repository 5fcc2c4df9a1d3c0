import { existsSync, openSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { farConfig } from '../testing/far-config.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { silentServer } from '../testing/silent-server.ts';
import { ended, scratch, startCli, type Child, type SpawnOptions } from '../testing/spawn-cli.ts';
import { serveSts } from '../testing/organizations-server.ts';

/** Milliseconds in which a process that was asked to end has to. */
const SOON_MS = 15_000;

/** Ends the child where it hangs, which the exit code then shows. */
async function endedSoon(child: Child) {
  const timer = setTimeout(() => child.kill('SIGKILL'), SOON_MS);
  const end = await ended(child);
  clearTimeout(timer);
  return end;
}

async function far(command: readonly string[], config: string, options: SpawnOptions = {}) {
  const home = await scratch();
  const env = { HOME: home, XDG_STATE_HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...options.env };
  // A forecast runs all rules, which takes long.
  const quiet = command[0] === 'run' ? ['--quiet'] : [];
  const args = [...command, ...quiet, '--target', 'far', '--config', config];
  return startCli(args, { cwd: home, ...options, node: HOME_RESOLVER, env });
}

const short = { requestTimeout: '300ms', consistencyWindow: '0ms' };
const long = { requestTimeout: '10m', consistencyWindow: '0ms' };

async function served() {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  onTestFinished(close);
  return target;
}

test.each(['run', 'fuzz'])('%s off loopback: an STS that is silent ends it with exit 6', async (command) => {
  const { endpoint } = await served();
  const sts = await silentServer();
  const config = await farConfig(endpoint.port, { timing: short, sts: { endpoint: sts.url.href } });
  const { exitCode, stderr } = await endedSoon(await far([command], config));
  expect(stderr).toMatch(/who standalone is could not be confirmed by STS/);
  expect(exitCode).toBe(6);
});

test.each([
  ['run', 'SIGTERM'],
  ['fuzz', 'SIGINT'],
  ['doctor', 'SIGTERM'],
  ['run', 'SIGHUP'],
] as const)('%s: %s ends the wait for an STS that is silent, exit 130', async (command, signal) => {
  const { endpoint } = await served();
  const sts = await silentServer();
  const config = await farConfig(endpoint.port, { timing: long, sts: { endpoint: sts.url.href } });
  const child = await far([command], config);
  const end = endedSoon(child);
  await Promise.race([sts.asked, end]);
  child.kill(signal);
  const { exitCode, stderr } = await end;
  expect(stderr).toContain(`interrupted by ${signal}`);
  expect(exitCode).toBe(130);
});

test.each(['short', 'long'] as const)(
  'doctor: an Organizations that is silent, with a %s timeout',
  async (timeout) => {
    const { endpoint } = await served();
    const [sts, organizations] = [await serveSts([]), await silentServer()];
    onTestFinished(() => sts.close());
    const apis = { sts: { endpoint: sts.url.href }, organizationsApi: { endpoint: organizations.url.href } };
    const timing = timeout === 'short' ? short : long;
    const child = await far(['doctor'], await farConfig(endpoint.port, { timing, ...apis }));
    const end = endedSoon(child);
    if (timeout === 'short') {
      expect((await end).stdout).toMatch(
        /open +organization of standalone +.*(TimeoutError|no answer within)/,
      );
      return;
    }
    await Promise.race([organizations.asked, end]);
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ exitCode: 130 });
  },
);

test.each(['short', 'long'] as const)(
  'a credential process that never ends, with a %s timeout',
  async (timeout) => {
    const { endpoint } = await served();
    const home = await scratch();
    const file = join(home, 'config');
    const command = `sh -c 'touch ${home}/started; sleep 30'`;
    await writeFile(file, `[profile hangs]\ncredential_process = ${command}\n`);
    const credentials = { profile: 'hangs' };
    const config = await farConfig(endpoint.port, {
      timing: timeout === 'short' ? short : long,
      standalone: { accountId: '111111111111', credentials },
    });
    const child = await far(['run'], config, { env: { AWS_CONFIG_FILE: file } });
    const end = endedSoon(child);
    if (timeout === 'long') {
      while (!existsSync(join(home, 'started'))) await delay(50);
      child.kill('SIGTERM');
      expect(await end).toMatchObject({ exitCode: 130 });
      return;
    }
    const { exitCode, stderr } = await end;
    expect(stderr).toMatch(/standalone: no credentials: .*no answer within 1800 ms/);
    expect(exitCode).toBe(2);
  },
);

test.each(['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_EC2_METADATA_SERVICE_ENDPOINT'])(
  'metadata of %s that never come',
  async (variable) => {
    const { endpoint } = await served();
    const metadata = await silentServer();
    const home = await scratch();
    const role = { roleArn: 'arn:aws:iam::111111111111:role/probe' };
    const config = await farConfig(endpoint.port, {
      timing: short,
      standalone: { accountId: '111111111111', credentials: role },
    });
    const env = { [variable]: metadata.url.href, AWS_EC2_METADATA_DISABLED: 'false', HOME: home };
    const { exitCode, stderr } = await endedSoon(await far(['run'], config, { env }));
    expect(stderr).toMatch(/standalone: no credentials: /);
    expect(exitCode).toBe(2);
  },
);

test('restore hears a signal while STS is silent, and keeps the journal', async () => {
  const home = await scratch();
  let child: Child | null = null;
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    compose: afterChange(2, () => child?.kill('SIGKILL')),
  });
  onTestFinished(close);
  const accounts = [{ accountId: '111111111111', accessKeyId: 'AKIDTEST111111111111' }];
  const sts = await serveSts(accounts);
  const env = { HOME: home, XDG_STATE_HOME: home };
  const rules = ['--rule', 'contacts/*'];
  const config = await farConfig(target.endpoint.port, { sts: { endpoint: sts.url.href } });
  child = await far(['run', ...rules], config, { env });
  await ended(child);
  await sts.close();
  const silent = await silentServer();
  const silentConfig = await farConfig(target.endpoint.port, {
    timing: long,
    sts: { endpoint: silent.url.href },
  });
  child = await far(['restore'], silentConfig, { env });
  const end = endedSoon(child);
  await Promise.race([silent.asked, end]);
  child.kill('SIGTERM');
  const { exitCode, stderr } = await end;
  expect(stderr).toContain('interrupted by SIGTERM');
  expect(exitCode).toBe(130);
  expect(await readdir(join(home, 'account-conformance', 'journals'))).toHaveLength(1);
});

/** Acts after the nth change of a contact. */
function afterChange(nth: number, act: () => void) {
  let changes = 0;
  return (parts: ServiceParts): ServiceParts => ({
    ...parts,
    handlers: {
      ...parts.handlers,
      PutAlternateContact(call, all) {
        const output = parts.handlers['PutAlternateContact']?.(call, all) ?? null;
        changes += 1;
        if (changes === nth) setImmediate(act);
        return output;
      },
    },
  });
}

test('an exception that nothing waits for: state put back, reports written, exit 3', async () => {
  let child: Child | null = null;
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    compose: afterChange(4, () => child?.kill('SIGUSR2')),
  });
  onTestFinished(close);
  const before = await worldState(target);
  const directory = await scratch();
  const planted = `process.on('SIGUSR2', () => { throw new TypeError('planted'); })`;
  const node = ['--import', `data:text/javascript,${encodeURIComponent(planted)}`];
  const whom = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  child = startCli(['run', ...whom, '--suite', 'contacts', '--seed', '1', ...reportsIn(directory)], { node });
  const { exitCode, stderr } = await endedSoon(child);
  expect(stderr).toContain('TypeError: planted');
  expect(exitCode).toBe(3);
  expect(await worldState(target)).toEqual(before);
  const { result } = await readReports(directory);
  expect(result).toMatchObject({ verdict: 'error', exitCode: 3, notRestored: [] });
  expect(result.summary).toContain('internal error: planted');
});

test.each(['stdout', 'stderr'] as const)(
  'a %s on a full disk silences that stream and nothing else',
  async (stream) => {
    const directory = await scratch();
    const full = openSync('/dev/full', 'w');
    const select = ['--suite', 'listing', '--seed', '1', ...reportsIn(directory)];
    const args = [join(packageRoot, 'cli', 'main.ts'), 'run', ...select];
    const child = spawn(process.execPath, args, {
      cwd: packageRoot,
      env: { PATH: process.env['PATH'], HOME: directory },
      stdio: ['ignore', stream === 'stdout' ? full : 'ignore', stream === 'stderr' ? full : 'ignore'],
    });
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect(exitCode).toBe(0);
    const { result } = await readReports(directory);
    expect(result.verdict).toBe('conforms');
  },
);
