import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { catalogue } from '../../suites/registry.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { runCli } from '../testing/spawn-cli.ts';
import { readFile } from 'node:fs/promises';

interface Entry {
  readonly id: string;
  readonly suite: string;
  readonly level: string;
  readonly statement: string;
  readonly source: string;
  readonly operations: readonly string[];
}

test('rules --json prints every rule with all that a reader needs', async () => {
  const { exitCode, stdout } = await runCli(['rules', '--json']);
  expect(exitCode).toBe(0);
  const entries = JSON.parse(stdout) as Entry[];
  expect(entries.map(({ id }) => id)).toEqual(catalogue(loadContract()).map(({ id }) => id));
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const operations = Object.keys(loadContract().operations);
  for (const { id, suite, level, statement, source, operations: named } of entries) {
    expect(id.startsWith(`${suite}/`), id).toBe(true);
    expect(['must', 'should', 'contested'], id).toContain(level);
    expect(statement, id).toMatch(/^[^]{10,}\.$/);
    expect(source, id).toMatch(/^(guide|live|model|protocol|project)\b/);
    expect(
      named.filter((name) => !operations.includes(name)),
      id,
    ).toEqual([]);
  }
});

test('the rules of one suite are listed as text and as Markdown', async () => {
  const ids = catalogue(loadContract()).flatMap(({ id, suite }) => (suite === 'contacts' ? [id] : []));
  const text = await runCli(['rules', '--suite', 'contacts']);
  expect(text.stdout.trimEnd().split('\n').at(-1)).toBe(`${ids.length} rules`);
  const markdown = await runCli(['rules', '--suite', 'contacts', '--markdown']);
  const rows = markdown.stdout.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => row.split('`')[1])).toEqual(ids);
});

test('explain says what a rule checks, how binding it is, where it comes from and how to run it', async () => {
  const { exitCode, stdout } = await runCli(['explain', 'contacts/delete-twice']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/level +must/);
  expect(stdout).toMatch(/statement +\S/);
  expect(stdout).toMatch(/source +guide: /);
  expect(stdout).toMatch(/operations +.*DeleteAlternateContact/);
  expect(stdout).toMatch(/check +\S/);
  expect(stdout).toMatch(/proved by +1 mutant: /);
  expect(stdout).toContain('account-conformance run --rule contacts/delete-twice');
  expect(stdout).toMatch(/\n +> POST \/deleteAlternateContact\n[^]*\n +< 404\n[^]*\noutcome +pass\n$/);
});

test('explain --no-example runs nothing', async () => {
  const { exitCode, stdout } = await runCli(['explain', 'contacts/delete-twice', '--no-example']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('prove it');
  expect(stdout).not.toContain('example');
});

test('explain knows invariants, derived rules of either edition, and what cannot be observed', async () => {
  const invariant = (await runCli(['explain', 'wire/request-id'])).stdout;
  expect(invariant).toContain('invariant');
  expect(invariant).toMatch(/example +one of \d+ requests of\s/);
  const later = 'validation/GetPrimaryEmail/AccountId/required/refuses';
  expect((await runCli(['explain', later, '--edition', 'current', '--no-example'])).stdout).toMatch(
    /constraint +spec\/account\.openapi\.yaml:\d+\n +required: \[AccountId\]/,
  );
  const hidden = 'validation/GetRegionOptStatus/RegionName/max-length/accepts';
  const { exitCode, stdout } = await runCli(['explain', hidden]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('unobservable: ');
});

test('spec prints the contract of an edition, or the OpenAPI document', async () => {
  const contract = JSON.parse((await runCli(['spec', '--edition', 'current'])).stdout) as unknown;
  expect(contract).toEqual(JSON.parse(JSON.stringify(loadContract('current'))));
  const { stdout } = await runCli(['spec', '--openapi']);
  expect(stdout).toBe(await readFile(join(packageRoot, 'spec', 'account.openapi.yaml'), 'utf8'));
});

test('--help lists the commands, --version says which one it is', async () => {
  const help = await runCli(['--help']);
  expect(help.exitCode).toBe(0);
  for (const command of ['run', 'replay', 'serve', 'rules', 'explain', 'spec']) {
    expect(help.stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  }
  const version = await runCli(['--version']);
  expect(version).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
