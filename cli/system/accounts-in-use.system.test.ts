import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../spec/package-root.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { farConfig, FAR_ACCOUNT } from '../testing/far-config.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';
import { serveSts } from '../testing/organizations-server.ts';

/** A service on whose account somebody else writes all the time, or nobody. */
async function run(inUse: boolean) {
  let reads = 0;
  let changes = 0;
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    compose: (parts) => ({
      ...parts,
      throttle(caller, operation, all) {
        if (operation.changes !== null) changes += 1;
        parts.throttle(caller, operation, all);
      },
      handlers: {
        ...parts.handlers,
        GetContactInformation(call, all) {
          reads += 1;
          const output = parts.handlers['GetContactInformation']?.(call, all) ?? null;
          const { ContactInformation: contact = {} } = (output ?? {}) as { ContactInformation?: object };
          return inUse ? { ContactInformation: { ...contact, CompanyName: `Company ${reads}` } } : output;
        },
      },
    }),
  });
  const sts = await serveSts([{ accountId: FAR_ACCOUNT, accessKeyId: `AKIDTEST${FAR_ACCOUNT}` }]);
  onTestFinished(async () => {
    await sts.close();
    await close();
  });
  const config = await farConfig(target.endpoint.port, { sts: { endpoint: sts.url.href } });
  const home = await scratch();
  const args = [
    'run',
    '--target',
    'far',
    '--config',
    config,
    '--quiet',
    '--runs',
    '2',
    '--rule',
    'contacts/delete-twice',
  ];
  const env = { HOME: home, XDG_STATE_HOME: home };
  const ended = await runCli(args, { cwd: home, node: HOME_RESOLVER, env });
  const left = await readdir(join(home, 'account-conformance', 'journals')).catch(() => []);
  return { ...ended, changes, left };
}

test('an account that changes between two readings is in use: exit 6, and nothing is changed', async () => {
  const { exitCode, stderr, changes, left } = await run(true);
  expect(stderr).toMatch(/account 111111111111 is in use: its primary-contact changed within 5 s/);
  expect(exitCode).toBe(6);
  expect(changes).toBe(0);
  expect(left).toEqual([]);
});

test('one that does not change is not', async () => {
  const { exitCode, changes } = await run(false);
  expect(exitCode).toBe(0);
  expect(changes).toBeGreaterThan(0);
});

test('the README says of exit code 6 what holds', async () => {
  const readme = await readFile(join(packageRoot, 'README.md'), 'utf8');
  expect(readme).toMatch(/\| 6 +\| refused for safety; nothing was changed/);
});
