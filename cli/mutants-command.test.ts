import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MutantsReport } from '../reports/kill-matrix.ts';
import { runCli, scratch, startCli } from './testing/spawn-cli.ts';

const ID = 'derived/PutAlternateContact/Name/max-length/dropped';

test('the matrix of one mutant, as text, as JSON and as a page', async () => {
  const file = join(await scratch(), 'matrix.json');
  const page = join(await scratch(), 'matrix.html');
  const args = ['mutants', '--only', ID, '--json', file, '--html', page];
  const { exitCode, stdout, stderr } = await runCli(args);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/kill rate 100 % \(1 of 1 mutants; seed 1, \d+ requests/);
  const report = JSON.parse(await readFile(file, 'utf8')) as MutantsReport;
  expect(report).toMatchObject({ schemaVersion: 1, total: 1, killed: 1, clean: { problems: [] } });
  expect(report.mutants).toMatchObject([
    { id: ID, rule: 'validation/PutAlternateContact/Name/max-length/refuses', outcome: 'killed' },
  ]);
  expect(await readFile(page, 'utf8')).toContain('Every mutant is killed');
  expect(exitCode).toBe(0);
});

test('a mutant that does not exist is refused, and the nearest is named', async () => {
  const { exitCode, stdout, stderr } = await runCli(['mutants', '--only', `${ID}ed`]);
  expect(stderr).toContain(`unknown mutant "${ID}ed"; the nearest known one is "${ID}"`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('serve --mutant serves the faulty service', async () => {
  const child = startCli(['serve', '--mutant', ID]);
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
    '--quiet',
    '--rule',
    'validation/PutAlternateContact/Name/max-length/refuses',
  ]);
  expect(stdout).toContain('validation/PutAlternateContact/Name/max-length/refuses');
  expect(exitCode).toBe(1);
});
