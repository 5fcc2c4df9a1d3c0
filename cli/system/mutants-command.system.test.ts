import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CompoundsReport, isRecallEnough } from '../../results/compounds-report.ts';
import type { MutantsReport } from '../../results/kill-matrix.ts';
import { runCli, scratch, startCli } from '../testing/spawn-cli.ts';

const ID = 'derived/PutAlternateContact/Name/max-length/dropped';
const ID_OF_CURRENT = 'written/any-password-accepted';

test('the matrix of one mutant, as text, as JSON and as a page', async () => {
  const file = join(await scratch(), 'matrix.json');
  const page = join(await scratch(), 'matrix.html');
  const args = ['mutants', '--only', ID, '--json', file, '--html', page];
  const { exitCode, stdout, stderr } = await runCli(args);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/kill rate 100 % \(1 of 1 mutant; edition guide-2024, seed 1, \d+ requests/);
  const report = JSON.parse(await readFile(file, 'utf8')) as MutantsReport;
  expect(report).toMatchObject({ schemaVersion: 1, total: 1, killed: 1, clean: { problems: [] } });
  expect(report.mutants).toMatchObject([
    { id: ID, rule: 'validation/PutAlternateContact/Name/max-length/refuses', outcome: 'killed' },
  ]);
  expect(await readFile(page, 'utf8')).toContain('Every mutant is killed');
  expect(exitCode).toBe(0);
});

test('compounds are drawn by seed, and one that is named is judged again', async () => {
  const file = join(await scratch(), 'compounds.json');
  const args = ['mutants', '--compound', '2', '--seed', '7'];
  const { exitCode, stdout } = await runCli([...args, '--count', '2', '--json', file]);
  expect(stdout).toMatch(/recall \d+ % \(\d of the \d faults that show; /);
  expect(stdout).toContain('\n2 compounds of 2 faults; edition guide-2024, seed 7, ');
  const report = JSON.parse(await readFile(file, 'utf8')) as CompoundsReport;
  expect(exitCode).toBe(isRecallEnough(report) ? 0 : 1);
  const [compound] = report.compounds;
  const ids = compound?.components.map(({ id }) => id) ?? [];
  await runCli([...args, '--only', ...ids, '--json', file]);
  const again = JSON.parse(await readFile(file, 'utf8')) as CompoundsReport;
  expect(again.compounds.map(({ components }) => components)).toEqual([compound?.components]);
});

test('a mutant that does not exist is refused, and the nearest is named', async () => {
  const { exitCode, stdout, stderr } = await runCli(['mutants', '--only', `${ID}ed`]);
  expect(stderr).toContain(`unknown mutant "${ID}ed"; the nearest known one is "${ID}"`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('a later edition has mutants of its own, and the first one has none of them', async () => {
  const args = ['mutants', '--only', ID_OF_CURRENT];
  const { exitCode, stdout } = await runCli([...args, '--edition', 'current']);
  expect(stdout).toMatch(/kill rate 100 % \(1 of 1 mutant/);
  expect(exitCode).toBe(0);
  expect((await runCli(args)).stderr).toContain(`unknown mutant "${ID_OF_CURRENT}"`);
});

test.each([
  ['guide-2024', ID, 'validation/PutAlternateContact/Name/max-length/refuses'],
  ['current', ID_OF_CURRENT, 'primary-email/wrong-password'],
])('serve --mutant serves the faulty service of edition %s', async (edition, id, rule) => {
  const child = startCli(['serve', '--edition', edition, '--mutant', id]);
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('standalone: account')) break;
  }
  const url = /at (\S+)/.exec(text)?.[1] ?? '';
  const { exitCode, stdout } = await runCli([
    'run',
    '--target',
    'embedded',
    '--endpoint',
    url,
    '--edition',
    edition,
    '--quiet',
    '--rule',
    rule,
  ]);
  expect(stdout).toContain(rule);
  expect(exitCode).toBe(1);
});
