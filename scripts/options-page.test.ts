import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../cli/options/program.ts';
import { packageRoot } from '../spec/package-root.ts';
import { optionsPage } from './options-page.ts';

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
