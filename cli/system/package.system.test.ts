import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../spec/package-root.ts';
import { lastingScratch } from '../testing/spawn-cli.ts';

const exec = promisify(execFile);
const MOST_BYTES = 2_500_000;

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;
let tarball: string;
/** An empty directory in which the packed package was installed. */
let project: string;

const inProject = (command: string, ...args: string[]) =>
  exec(command, args, {
    cwd: project,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', npm_config_offline: 'true' },
  });

beforeAll(async () => {
  const directory = await lastingScratch();
  // What is packed is built from the sources as they are.
  const { stdout } = await exec('npm', ['pack', '--json', '--silent', '--pack-destination', directory], {
    cwd: packageRoot,
    maxBuffer: 16 * 1024 * 1024,
  });
  [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [Packed];
  tarball = join(directory, packed.filename);
  project = join(directory, 'empty');
  await install();
}, 120_000);

/** As npm would, but for the network: the dependencies, and theirs, are those of the checkout. */
async function install(): Promise<void> {
  const modules = join(project, 'node_modules');
  const home = join(modules, 'account-conformance');
  await mkdir(home, { recursive: true });
  await exec('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  const { stdout } = await exec('npm', ['ls', '--all', '--omit=dev', '--omit=peer', '--parseable'], {
    cwd: packageRoot,
    maxBuffer: 16 * 1024 * 1024,
  });
  for (const path of new Set(stdout.trim().split('\n').slice(1))) {
    const name = relative(join(packageRoot, 'node_modules'), path);
    // What stands inside another package comes with that.
    if (name.includes('node_modules')) continue;
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(path, join(modules, name));
  }
  await mkdir(join(modules, '.bin'));
  await symlink(
    join('..', 'account-conformance', 'bin', 'account-conformance.js'),
    join(modules, '.bin', 'account-conformance'),
  );
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
}

test('an installed package judges the embedded target and writes its reports', async () => {
  const rule = 'contacts/delete-twice';
  const args = [
    'account-conformance',
    'run',
    '--rule',
    rule,
    '--html',
    'report.html',
    '--json',
    'result.json',
  ];
  const { stdout } = await inProject('npx', ...args);
  expect(stdout).toMatch(/✓ Conforms: 1 passed\. .*exit code 0\)\n$/);
  expect(JSON.parse(await readFile(join(project, 'result.json'), 'utf8'))).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(project, 'report.html'), 'utf8')).toContain('</html>');
});

test.each(['rules', 'spec', 'doctor'])('%s works there too', async (command) => {
  expect((await inProject('npx', 'account-conformance', command)).stdout).not.toBe('');
});

test('explain names the lines of the repository there too', async () => {
  const { stdout } = await inProject('npx', 'account-conformance', 'explain', 'contacts/delete-twice');
  expect(stdout).toMatch(/check +suites\/contacts\/[\w-]+\.rules\.ts:\d+\n/);
  expect(stdout).toMatch(/ mutants\/contacts\/[\w-]+\.mutants\.ts:\d+\n/);
  expect(stdout).toMatch(/> POST \/deleteAlternateContact/);
});

/** The programs that the guide shows. */
async function shownPrograms(): Promise<string[]> {
  const guide = await readFile(join(packageRoot, 'docs', 'emulator-authors.md'), 'utf8');
  return [...guide.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = '']) => text);
}

const CONSUMER = `
import { run, rule, targets, reports } from 'account-conformance';
import { openApiDocument } from 'account-conformance/openapi';
import type { Rule, RunResult } from 'account-conformance';
import type { OpenAPIV3_1 } from 'openapi-types';

const own: Rule = rule({
  id: 'contacts/own-rule',
  level: 'must',
  since: '1.0.0',
  statement: 'A region can be asked for.',
  source: 'here',
  operations: ['ListRegions'],
  async check({ caller }) {
    await caller.expect('ListRegions', {}).toSucceed();
  },
});
const contract: OpenAPIV3_1.Document = openApiDocument();
const { target, close } = await targets.open({ target: 'embedded' });
const selection = { rules: ['contacts/delete-twice'] };
const result: RunResult = await run({ target, selection, rules: [own], seed: 1 });
await close();
console.log(JSON.stringify({
  verdict: result.verdict,
  ids: result.rules.map(({ id, outcome }) => [id, outcome]),
  forms: [reports.toJUnit, reports.toHtml, reports.toMarkdown, reports.toSarif].map((form) => form(result).length > 100),
  operations: Object.keys(contract.paths ?? {}).length,
  changes: reports.describeComparison(reports.compare(result, result)),
}));
`;

test('the public API has types, and does what they say', async () => {
  const programs = [CONSUMER, ...(await shownPrograms())];
  expect(programs).toHaveLength(5);
  const files = programs.map((_, index) => `program-${index}.ts`);
  for (const [index, text] of programs.entries()) await writeFile(join(project, files[index] ?? ''), text);
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, types: ['node'] },
      files,
    }),
  );
  // What a user of these entries has besides.
  for (const name of ['msw', 'vitest', '@types/node', 'undici-types']) {
    await mkdir(dirname(join(project, 'node_modules', name)), { recursive: true });
    await symlink(join(packageRoot, 'node_modules', name), join(project, 'node_modules', name)).catch(
      () => {},
    );
  }
  await inProject(join(packageRoot, 'node_modules', '.bin', 'tsc'), '-p', '.');
  const { stdout } = await inProject(process.execPath, 'program-0.ts');
  expect(JSON.parse(stdout)).toEqual({
    verdict: 'conforms',
    ids: [
      ['contacts/delete-twice', 'pass'],
      ['contacts/own-rule', 'pass'],
    ],
    forms: [true, true, true, true],
    operations: 9,
    changes: ['nothing changed'],
  });
});

test('it is small, and holds nothing that serves our tests', () => {
  expect(packed.unpackedSize).toBeLessThan(MOST_BYTES);
  const paths = packed.files.map(({ path }) => path);
  expect(
    paths.filter((path) =>
      /\.test\.|\.suite\.|\/testing\/|\/sample-(?!rules\.js)|\.ts$(?<!\.d\.ts)/.test(path),
    ),
  ).toEqual([]);
  expect(paths).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md']));
});

test('publint has nothing to say', async () => {
  const home = join(project, 'node_modules', 'account-conformance');
  const { messages } = await publint({ pkgDir: home, pack: false, strict: true });
  const manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});
