import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { farConfig, FAR_ACCOUNT } from '../testing/far-config.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';
import { serveSts } from '../testing/organizations-server.ts';

/** Whatever is put, another value of it is stored, so that there is much to shrink. */
const storesAnother = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  normalizeAlternateContact: (contact) => ({ ...parts.normalizeAlternateContact(contact), Title: 'x' }),
});

/** Who deletes what is not there is told that it was; nothing is stored that was not sent. */
const deletesTwice = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  handlers: {
    ...parts.handlers,
    DeleteAlternateContact(call, all) {
      try {
        return parts.handlers['DeleteAlternateContact']?.(call, all) ?? null;
      } catch {
        return null;
      }
    },
  },
});

const TIME_MS = 12_000;
/** What the issue allows, beside what putting the state back takes. */
const LATE_MS = 5000;
/** For the process to begin and to end, on a busy machine. */
const PROCESS_MS = 8000;

/** The milliseconds of "in 12 s, and 3 s to put the state back". */
function toldIn(stdout: string): { elapsed: number; restoring: number } {
  const ms = (text = '0ms') => {
    const [, amount = '', unit = ''] = /([\d.]+) ?(ms|s|min|m)/.exec(text) ?? [];
    return Number(amount) * ({ ms: 1, s: 1000, m: 60_000, min: 60_000 }[unit] ?? Number.NaN);
  };
  const [, elapsed, restoring] =
    / in ([^(,]+?)(?:, and (.+?) to put the state back)? \(exit code/.exec(stdout) ?? [];
  return { elapsed: ms(elapsed), restoring: ms(restoring) };
}

test('off loopback --time is kept though there is much to shrink, and the state is put back', async () => {
  const { target, close } = await startEmbedded({ regionDelayMs: 0, compose: deletesTwice });
  const sts = await serveSts([{ accountId: FAR_ACCOUNT, accessKeyId: `AKIDTEST${FAR_ACCOUNT}` }]);
  onTestFinished(async () => {
    await sts.close();
    await close();
  });
  const before = await worldState(target);
  const home = await scratch();
  const config = await farConfig(target.endpoint.port, {
    sts: { endpoint: sts.url.href },
    timing: { requestTimeout: '10s', consistencyWindow: '2s' },
  });
  const startedAt = performance.now();
  const args = ['fuzz', '--target', 'far', '--config', config, '--time', `${TIME_MS}ms`, '--seed', '1'];
  const options = { cwd: home, node: HOME_RESOLVER, env: { HOME: home, XDG_STATE_HOME: home } };
  const { exitCode, stdout, stderr } = await runCli(args, options);
  const took = performance.now() - startedAt;
  const { elapsed, restoring } = toldIn(stdout);
  expect(stderr).not.toContain('internal error');
  expect([0, 1], stdout).toContain(exitCode);
  expect(elapsed, stdout).toBeGreaterThanOrEqual(TIME_MS - 1000);
  expect(elapsed, stdout).toBeLessThanOrEqual(TIME_MS + LATE_MS + restoring);
  expect(took).toBeLessThan(TIME_MS + LATE_MS + restoring + PROCESS_MS);
  // What was met is kept, however little it is shrunk.
  const found = await readdir(join(home, '.account-conformance', 'far', 'findings')).catch(() => []);
  expect(found.length).toBe([...stdout.matchAll(/^[✗!] /gm)].length - (exitCode === 0 ? 0 : 1));
  expect(await worldState(target)).toEqual(before);
});

test('on loopback --time ends shrinking too, and the finding says so', async () => {
  const slow = (parts: ServiceParts): ServiceParts => ({
    ...storesAnother(parts),
    throttle(caller, operation, all) {
      // As if each answer took long: a second is spent where the time is up.
      const until = performance.now() + 25;
      while (performance.now() < until);
      parts.throttle(caller, operation, all);
    },
  });
  const { target, close } = await startEmbedded({ regionDelayMs: 0, compose: slow });
  onTestFinished(close);
  const directory = await scratch();
  const args = ['fuzz', '--target', 'embedded', '--endpoint', target.endpoint.href, '--corpus', directory];
  const { exitCode, stdout } = await runCli([...args, '--time', '6s', '--seed', '1']);
  const { elapsed, restoring } = toldIn(stdout);
  expect(elapsed, stdout).toBeLessThanOrEqual(6000 + LATE_MS + restoring);
  expect(exitCode).toBe(1);
  const files = await readdir(join(directory, 'findings'));
  const findings = await Promise.all(
    files.map(
      async (name) => JSON.parse(await readFile(join(directory, 'findings', name), 'utf8')) as object,
    ),
  );
  expect(JSON.stringify(findings)).toMatch(/(shrinking ended|not shrunk): the time is up/);
});

test('fuzz without identities is exit 4', async () => {
  const file = join(await scratch(), 'config.yaml');
  await writeFile(file, 'targets: { nobody: { endpoint: "http://127.0.0.1:9" } }\n');
  const { exitCode, stderr } = await runCli(
    ['fuzz', '--config', file, '--target', 'nobody', '--time', '2s'],
    {
      cwd: await scratch(),
    },
  );
  expect(stderr).toContain('target "nobody" has no identity');
  expect(exitCode).toBe(4);
});

test('replay of a finding without calls is exit 4', async () => {
  const { target, close } = await startEmbedded({ regionDelayMs: 0, compose: storesAnother });
  onTestFinished(close);
  const directory = await scratch();
  const whom = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  await runCli(['fuzz', ...whom, '--corpus', directory, '--max-findings', '1', '--seed', '1']);
  const [name = ''] = await readdir(join(directory, 'findings'));
  const path = join(directory, 'findings', name);
  const finding = JSON.parse(await readFile(path, 'utf8')) as { calls: unknown[] };
  await writeFile(path, JSON.stringify({ ...finding, calls: [] }));
  const { exitCode, stdout } = await runCli(['replay', path, ...whom]);
  expect(stdout).toContain('has no calls to send');
  expect(exitCode).toBe(4);
});
