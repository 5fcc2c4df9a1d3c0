import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

const FEW = ['--suite', 'primary-email', '--seed', '1', '--runs', '2', '--quiet'];
const RULE = 'primary-email/accept';

test('the embedded target serves the edition that is asked for', async () => {
  const run = await runCli(['run', '--edition', 'current', ...FEW]);
  expect(run).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: expect.stringMatching(/Conforms: 10 passed/),
  });
});

test('and the one that the configuration names', async () => {
  const cwd = await scratch();
  await writeFile(join(cwd, 'account-conformance.config.yaml'), 'run: { edition: current }\n');
  const run = await runCli(['run', ...FEW], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Conforms: 10 passed/) });
});

test('an edition without these operations has no rule of their suite', async () => {
  expect(await runCli(['run', ...FEW])).toMatchObject({ exitCode: 4 });
});

test('a finding is replayed in the edition that has its operations', async () => {
  const { target, close } = await startEmbedded({
    contract: loadContract('current'),
    compose: (parts) => ({ ...parts, store: { ...parts.store, putPrimaryEmail: () => {} } }),
  });
  onTestFinished(close);
  const file = join(await scratch(), 'result.json');
  const faulty = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  const found = await runCli([
    'run',
    ...faulty,
    '--edition',
    'current',
    ...FEW,
    '--rule',
    RULE,
    '--json',
    file,
  ]);
  expect(found).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(`✗ ${RULE}`) });
  expect(await readFile(file, 'utf8')).toMatch(/--edition current .*--rule primary-email\/accept/);
  expect(await runCli(['replay', file, ...faulty])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/^FAILED +primary-email\/accept/),
  });
  expect(await runCli(['replay', file])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^FIXED +primary-email\/accept/),
  });
});

test('where another edition has it, an unknown name says so', async () => {
  const stderr = `account-conformance: unknown rule "${RULE}" in this edition: ask for --edition current\n`;
  expect(await runCli(['run', '--rule', RULE])).toMatchObject({ exitCode: 2, stderr });
  expect(await runCli(['explain', RULE])).toMatchObject({ exitCode: 2, stderr });
  expect((await runCli(['explain', RULE, '--edition', 'current'])).stdout).toContain(
    `account-conformance run --edition current --rule ${RULE}`,
  );
});
