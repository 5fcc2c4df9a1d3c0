import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

const RULE = 'contacts/delete-twice';
const SMALL = [
  '--rule',
  'contacts/delete-twice',
  '--rule',
  'errors/get-absent-contact',
  '--rule',
  'errors/header',
];
const FIXED = ['--seed', '1', '--order', 'id', '--workers', '1', '--runs', '3'];

/** What changes from run to run, in words. */
function settled(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\b\d+(\.\d+)? m?s\b/g, 'TIME')
    .replace(/^account-conformance \d+\.\d+\.\d+/, 'account-conformance VERSION')
    .replaceAll(/^( +(?:counterexample|values?) +).+$/gm, '$1VALUE');
}

/** Deletes what is not there without a word. */
const lenient: EmbeddedOptions = {
  compose: (parts) => ({
    ...parts,
    handlers: {
      ...parts.handlers,
      DeleteAlternateContact: ({ account, input: { AlternateContactType: type } }, { store }) => {
        store.deleteAlternateContact(account, typeof type === 'string' ? type : '');
        return null;
      },
    },
  }),
};

test('a run that conforms, as people see it', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', ...SMALL, ...FIXED]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(settled(stdout)).toMatchInlineSnapshot(`
    "account-conformance VERSION  embedded (http://127.0.0.1:PORT/), edition guide-2024, 3 rules, seed 1
    ✓ contacts  1 passed  TIME
    ✓ errors    2 passed  TIME

    ✓ Conforms: 3 passed. (32 requests, TIME, seed 1, exit code 0)
    "
  `);
});

test('a quiet run says no more than its verdict', async () => {
  const { stdout } = await runCli(['run', ...SMALL, ...FIXED, '--quiet']);
  expect(settled(stdout)).toMatchInlineSnapshot(`
    "✓ Conforms: 3 passed. (32 requests, TIME, seed 1, exit code 0)
    "
  `);
});

test('a run with a finding, and its replay, as people see them', async () => {
  const { target, close } = await startEmbedded(lenient);
  onTestFinished(close);
  const directory = await scratch();
  const whom = ['--target', 'embedded', '--endpoint', target.endpoint.href];
  const { exitCode, stdout, stderr } = await runCli([
    'run',
    ...whom,
    '--rule',
    RULE,
    ...FIXED,
    ...reportsIn(directory),
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('✗ contacts/delete-twice');
  expect(stdout).toContain('Does not conform: 1 failed');
  const { result, junit } = await readReports(directory);
  expect(junit.match(/<failure /g)).toHaveLength(1);
  expect(result.rules.map(({ id, outcome }) => [id, outcome])).toEqual([['contacts/delete-twice', 'fail']]);

  const file = join(directory, 'result.json');
  const again = await runCli(['replay', file, ...whom]);
  expect(again).toMatchObject({ exitCode: 1, stderr: '' });
  expect(again.stdout).toMatch(/^FAILED +contacts\/delete-twice\n( +\d+\. \w+ as standalone\S* → .*\n)+/);
  const mended = await runCli(['replay', file]);
  expect(mended).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^FIXED +contacts\/delete-twice\n/),
  });
});

test("a finding's command finds it again, from wherever the target is", async () => {
  const { target, close } = await startEmbedded(lenient);
  onTestFinished(close);
  const directory = await scratch();
  const args = ['run', '--endpoint', target.endpoint.href, '--rule', RULE, ...FIXED, ...reportsIn(directory)];
  expect((await runCli(args)).exitCode).toBe(1);
  const { result } = await readReports(directory);
  const [, ...again] = result.rules[0]?.findings?.[0]?.reproduce.command.split(' ') ?? [];
  expect(again).toContain(target.endpoint.href);
  expect(await runCli(again)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(`✗ ${RULE}`) });
});

test('what the pictures of a report are drawn from is in the record', async () => {
  const directory = await scratch();
  await runCli(['run', '--rule', 'regions/enable', ...FIXED, ...reportsIn(directory)]);
  const { latency = [], regions = [] } = (await readReports(directory)).result;
  expect(latency.map(({ operation }) => operation)).toContain('EnableRegion');
  const changed = regions.filter(({ seen, requests }) => seen.length > 1 && requests.length > 0);
  expect(changed.length).toBeGreaterThan(0);
});

test('the same seed gives the same findings, byte for byte', async () => {
  const { target, close } = await startEmbedded(lenient);
  onTestFinished(close);
  const findingOf = async () => {
    const directory = await scratch();
    const whom = ['--target', 'embedded', '--endpoint', target.endpoint.href];
    await runCli(['run', ...whom, '--rule', RULE, ...FIXED, ...reportsIn(directory)]);
    const [rule] = (await readReports(directory)).result.rules;
    const { exchanges: _, ...finding } = rule?.findings?.[0] ?? { exchanges: [] };
    return finding;
  };
  const first = await findingOf();
  expect(first).toHaveProperty('counterexample');
  expect(await findingOf()).toEqual(first);
});

test('the shards of a run are together the run', async () => {
  const idsOf = async (...shard: string[]) => {
    const directory = await scratch();
    const args = [
      'run',
      '--suite',
      'errors',
      '--runs',
      '1',
      '--seed',
      '1',
      ...shard,
      ...reportsIn(directory),
    ];
    expect((await runCli(args)).exitCode).toBe(0);
    const { rules } = (await readReports(directory)).result;
    return rules.filter(({ operations }) => operations.length > 0).map(({ id }) => id);
  };
  const whole = await idsOf();
  const [one, two] = [await idsOf('--shard', '1/2'), await idsOf('--shard', '2/2')];
  expect([...one, ...two].toSorted()).toEqual(whole);
  expect(one.length).toBeGreaterThan(0);
  expect(two.length).toBeGreaterThan(0);
});

test('called by npx, what is to be typed begins with npx, and a page has it with --no', async () => {
  const { target, close } = await startEmbedded(lenient);
  onTestFinished(close);
  const page = join(await scratch(), 'a.html');
  const args = ['run', '--endpoint', target.endpoint.href, '--rule', RULE, ...FIXED, '--html', page];
  const env = { npm_command: 'exec', npm_lifecycle_event: 'npx' };
  const { stdout } = await runCli(args, { env });
  expect(stdout).toMatch(/^ +reproduce +npx account-conformance run --endpoint /m);
  expect(await readFile(page, 'utf8')).toContain('>npx --no account-conformance run --endpoint ');
  expect((await runCli(args)).stdout).toMatch(/^ +reproduce +account-conformance run --endpoint /m);
});
