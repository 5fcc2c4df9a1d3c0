import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../cli/options/program.ts';
import { packageRoot } from '../spec/package-root.ts';
import { optionsPage, errorsPage } from './generated-pages.ts';
import { readFileSync } from 'node:fs';
import { loadContract } from '../spec/load-contract.ts';
import { errorTable } from '../harness/answers/error-table.ts';
import { catalogue } from '../suites/registry.ts';

const page = optionsPage(createProgram());

test('docs/options.md is what the command line says (npm run docs:options writes it)', async () => {
  expect(await readFile(join(packageRoot, 'docs', 'options.md'), 'utf8')).toBe(page);
});

test('every option of every command has a row', () => {
  for (const command of createProgram().commands) {
    const part = page.slice(page.indexOf(`\n## ${command.name()}\n`)).split('\n## ', 2)[1] ?? '';
    for (const { flags } of command.options) expect(part).toContain(`| \`${flags}\` |`);
  }
});

test('an option that the configuration knows is named so, and only such a one', () => {
  expect(page).toMatch(/^\| `--max-requests-per-second <n>` \| .* \| `maxRequestsPerSecond` \|$/m);
  expect(page).toMatch(/^\| `--update-known-failures` \| .* \|  \|$/m);
});

const contract = loadContract('current');
const rows = errorTable(contract);

test('every documented error of every operation has a row', () => {
  const documented = Object.values(contract.operations).flatMap(({ name, errors }) =>
    errors.map((error) => `${name} ${error}`),
  );
  expect(rows.map(({ operation, error }) => `${operation} ${error}`)).toEqual(documented);
  expect(documented.length).toBeGreaterThan(50);
});

test('each row names existing rules, or a reason', () => {
  const known = new Set(catalogue(contract).map(({ id }) => id));
  const unknown = rows.flatMap(({ rules }) => rules.filter((id) => !known.has(id)));
  expect(unknown).toEqual([]);
  expect(rows.filter(({ rules, reason }) => rules.length > 0 === (reason !== null))).toEqual([]);
});

test('each rule of a row sends the operation of the row', () => {
  const operationsOf = new Map(catalogue(contract).map(({ id, operations }) => [id, operations]));
  const strangers = rows.flatMap(({ operation, rules }) =>
    rules.filter((id) => !operationsOf.get(id)?.includes(operation)),
  );
  expect(strangers).toEqual([]);
});

test('docs/errors.md is current', () => {
  expect(readFileSync(join(packageRoot, 'docs', 'errors.md'), 'utf8')).toBe(errorsPage());
});
