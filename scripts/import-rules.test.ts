import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

const project = fileURLToPath(new URL('..', import.meta.url));
const resultSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), filename: z.string() })),
});

/** Lints files of a project laid out like this one, with this project's own configuration. */
async function lint(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'import-rules-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await symlink(join(project, 'scripts'), join(root, 'scripts'));
  for (const [file, source] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), `${source}\n`);
  }
  const oxlint = join(project, 'node_modules/oxlint/bin/oxlint');
  const args = [
    oxlint,
    '--config',
    join(project, '.oxlintrc.json'),
    '--format',
    'json',
    ...Object.keys(files),
  ];
  const ended = await new Promise<{ exitCode: unknown; stdout: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout) =>
      resolve({ exitCode: error ? error.code : 0, stdout }),
    );
  });
  return { exitCode: ended.exitCode, ...resultSchema.parse(JSON.parse(ended.stdout)) };
}

const use = (path: string) => `import { thing } from '${path}';\nexport const used = thing;`;
const useType = (path: string) => `import type { Thing } from '${path}';\nexport type Used = Thing;`;

/** File, source, and the folder or the reason that the refusal names. */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ['spec/a.ts', use('../reports/record.ts'), 'types'],
  ['spec/b.ts', use('../generators/x.ts'), 'generators/'],
  ['generators/a.ts', use('../oracle/x.ts'), 'oracle/'],
  ['oracle/a.ts', use('../reference/x.ts'), 'reference/'],
  ['oracle/b.ts', use('../mutants/x.ts'), 'mutants/'],
  ['oracle/c.ts', use('./../reference/x.ts'), 'reference/'],
  ['oracle/d.ts', use('account-conformance/msw'), 'by name'],
  ['targets/a.ts', use('../reference/x.ts'), 'reference/'],
  ['targets/a.test.ts', use('../suites/x.ts'), 'suites/'],
  ['reference/a.ts', use('../suites/x.ts'), 'suites/'],
  ['reference/handlers/a.ts', use('../../oracle/x.ts'), 'oracle/'],
  ['suites/a.ts', use('../reference/x.ts'), 'reference/'],
  ['suites/b.ts', `export { thing } from '../reference/x.ts';`, 'reference/'],
  ['suites/c.ts', `export * from '../reference/x.ts';`, 'reference/'],
  ['suites/d.ts', `export const load = () => import('../reference/x.ts');`, 'reference/'],
  ['suites/e.ts', useType('../reference/x.ts'), 'reference/'],
  ['suites/f.ts', use('../cli/x.ts'), 'cli/'],
  ['suites/g.ts', use('../reports/record.ts'), 'types'],
  ['suites/rules/a.ts', use('../../mutants/x.ts'), 'mutants/'],
  ['reports/a.ts', use('../suites/x.ts'), 'suites/'],
  ['reports/record.ts', use('./json.ts'), 'nothing'],
  ['mutants/a.ts', use('../suites/x.ts'), 'suites/'],
  ['fuzz/a.ts', use('../reference/x.ts'), 'reference/'],
];

const ACCEPTED: Readonly<Record<string, string>> = {
  'generators/a.ts': use('../spec/x.ts'),
  'suites/rules/a.ts': use('../../oracle/x.ts'),
  'suites/rules/b.ts': use('../runner.ts'),
  'suites/a.ts': useType('../reports/record.ts'),
  'suites/a.test.ts': use('../reference/x.ts'),
  'reports/json.ts': use('./record.ts'),
  'mutants/a.ts': use('../reference/x.ts'),
  'cli/a.ts': use('../reference/x.ts'),
  'oracle/a.ts': `import { readFile } from 'node:fs/promises';\nexport const used = readFile;`,
};

test('what a folder must not import is refused, each file for its own import', async () => {
  const { exitCode, diagnostics } = await lint(
    Object.fromEntries(REFUSED.map(([file, source]) => [file, source])),
  );
  const refusals = diagnostics.filter(({ code }) => code === 'rooms(imports)');
  for (const [file, source, named] of REFUSED) {
    const messages = refusals.filter(({ filename }) => filename === file).map(({ message }) => message);
    expect(messages, `${file}: ${source}`).toEqual([expect.stringContaining(named)]);
  }
  expect(exitCode).toBe(1);
});

test('what a folder may import is accepted', async () => {
  expect(await lint(ACCEPTED)).toMatchObject({ exitCode: 0, diagnostics: [] });
});
