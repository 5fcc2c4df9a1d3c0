import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { ended, runCli, scratch, startCli, type Child } from '../testing/spawn-cli.ts';

/** Whatever title is put, another one is stored. */
const storesAnotherTitle = (parts: ServiceParts): ServiceParts => ({
  ...parts,
  normalizeAlternateContact: (contact) => ({ ...parts.normalizeAlternateContact(contact), Title: 'x' }),
});

async function served(compose?: (parts: ServiceParts) => ServiceParts): Promise<Target> {
  const { target, close } = await startEmbedded({ regionDelayMs: 5, ...(compose ? { compose } : {}) });
  onTestFinished(close);
  return target;
}

function against(target: Target): string[] {
  return ['--target', 'embedded', '--endpoint', target.endpoint.href];
}

test('finds a fault, which replays as failed there and as fixed on a service without it', async () => {
  const directory = await scratch();
  const faulty = await served(storesAnotherTitle);
  const bounds = ['--max-requests', '3000', '--max-findings', '1', '--seed', '1', '--corpus', directory];
  const { exitCode, stdout, stderr } = await runCli(['fuzz', ...against(faulty), ...bounds]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('oracle/read-back');
  expect(stdout).toContain(`.json --target embedded --endpoint ${faulty.endpoint.href}`);
  expect(stdout).toMatch(
    /\d+ requests {2}\d+\/s {2}\d+ sequences? {2}\d+ behaviours {2}corpus \d+ {2}\d findings?/,
  );
  const failed = await runCli(['replay', directory, ...against(faulty)]);
  expect(failed.stdout).toMatch(/^FAILED {2}oracle\/read-back/m);
  expect(failed.exitCode).toBe(1);
  const fixed = await runCli(['replay', directory, ...against(await served())]);
  expect(fixed.stdout).toMatch(/^FIXED {3}oracle\/read-back/m);
  expect(fixed.exitCode).toBe(0);
});

test('what is found at an address is kept in a folder that every system can have, and replays from there', async () => {
  const directory = await scratch();
  const { endpoint } = await served(storesAnotherTitle);
  const bounds = ['--max-requests', '3000', '--max-findings', '1', '--seed', '1'];
  const { stdout } = await runCli(['fuzz', '--endpoint', endpoint.href, ...bounds], { cwd: directory });
  expect(await readdir(join(directory, '.account-conformance'))).toEqual([`127.0.0.1_${endpoint.port}`]);
  const [, command = ''] = /account-conformance (replay .*)/.exec(stdout) ?? [];
  expect((await runCli(command.split(' '), { cwd: directory })).exitCode).toBe(1);
});

test('a target that only the environment names is named by its endpoint, so that the finding replays', async () => {
  const directory = await scratch();
  const { endpoint } = await served(storesAnotherTitle);
  const bounds = ['--max-requests', '3000', '--max-findings', '1', '--seed', '1', '--corpus', directory];
  const { stdout } = await runCli(['fuzz', ...bounds], { env: { AWS_ENDPOINT_URL: endpoint.href } });
  const [, command = ''] = /account-conformance (replay .*)/.exec(stdout) ?? [];
  expect(command).toContain(` --endpoint ${endpoint.href}`);
  const { exitCode } = await runCli(command.split(' '));
  expect(exitCode).toBe(1);
});

test('ends with 0 where nothing was found', async () => {
  const directory = await scratch();
  const { exitCode, stdout } = await runCli(['fuzz', '--max-requests', '400', '--seed', '3'], {
    cwd: directory,
  });
  expect(stdout).toContain('no finding');
  expect(exitCode).toBe(0);
  expect(await readdir(join(directory, '.account-conformance', 'embedded'))).toContain('inputs');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'stops at %s with the state restored and the corpus written',
  async (name) => {
    let child: Child | null = null;
    let puts = 0;
    const target = await served((parts) => ({
      ...parts,
      handlers: {
        ...parts.handlers,
        PutAlternateContact: (call, all) => {
          puts += 1;
          if (puts === 40) child?.kill(name);
          return parts.handlers['PutAlternateContact']?.(call, all) ?? null;
        },
      },
    }));
    const before = await worldState(target);
    const directory = await scratch();
    child = startCli(['fuzz', ...against(target), '--time', '10m', '--seed', '1', '--corpus', directory]);
    const { exitCode, stderr } = await ended(child);
    expect(stderr).toContain(name);
    expect(exitCode).toBe(130);
    expect(await worldState(target)).toEqual(before);
    const files = await readdir(join(directory, 'inputs'));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !file.endsWith('.json'))).toEqual([]);
  },
);

test('says that nobody answers', async () => {
  const { target, close } = await startEmbedded();
  await close();
  const directory = await scratch();
  const { exitCode, stdout } = await runCli(['fuzz', ...against(target), '--corpus', directory]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('unreachable');
});

test.each([
  ['--time', '0s'],
  ['--time', 'soon'],
  ['--max-requests', '0'],
])('refuses %s %s', async (option, value) => {
  const { exitCode, stderr } = await runCli(['fuzz', option, value]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(option);
});
