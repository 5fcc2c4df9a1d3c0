import { expect, test } from 'vitest';
import { lintFiles, use, useType } from './testing/lint-files.ts';

/** File (`*`: any name), source, and what the refusal says. */
type Refused = readonly [file: string, source: string, says: string];

/** What is shipped around the service and its judges, and what is not shipped at all: open to few. */
const ABOVE_ALL = ['proof', 'cli', 'bench', 'scripts'];
const JUDGES = ['suites', 'harness', 'fuzz', 'oracle', 'generators', 'targets'];
const JUDGED = ['reference', 'twin', 'mutants'];
const WALLS: readonly Refused[] = [
  ...refusedBetween(JUDGES, [...JUDGED, 'reports', ...ABOVE_ALL]),
  ...refusedBetween(JUDGED, [...JUDGES, 'reports', ...ABOVE_ALL]),
  ...refusedBetween(['spec', 'results'], [...JUDGES, ...JUDGED, 'reports', ...ABOVE_ALL]),
  ...refusedBetween(['reports'], [...JUDGES, ...JUDGED, ...ABOVE_ALL]),
];

const REFUSED_ROOMS: readonly Refused[] = [
  ['spec/*.ts', use('../results/x.ts'), 'spec/ must not import results/: it may import no other folder'],
  ['oracle/state/*.ts', use('../../reference/core/x.ts'), 'oracle/ must not import reference/'],
  ['oracle/*.ts', use('../results/x.ts'), 'results/'],
  ['oracle/*.ts', use('./../reference/x.ts'), 'reference/'],
  ['reference/*.ts', use('../results/x.ts'), 'results/'],
  ['reference/core/*.ts', use('../../twin/x.ts'), 'twin/'],
  ['reference/*.ts', use('../mutants/x.ts'), 'mutants/'],
  ['reference/*.test.ts', use('../twin/x.ts'), 'twin/'],
  ['twin/*.ts', use('../reference/core/x.ts'), 'reference/'],
  ['twin/*.ts', use('../mutants/x.ts'), 'mutants/'],
  ['twin/*.twin.test.ts', use('../reference/core/x.ts'), 'reference/'],
  ['mutants/*.ts', use('../twin/x.ts'), 'twin/'],
  ['mutants/*.test.ts', use('../twin/x.ts'), 'twin/'],
  ['generators/text/*.ts', use('../../oracle/state/x.ts'), 'oracle/: it may import spec, oracle/input'],
  ['generators/*.test.ts', use('../oracle/state/x.ts'), 'oracle/'],
  ['generators/*.ts', use('../harness/x.ts'), 'harness/'],
  ['targets/*.ts', use('../oracle/input/x.ts'), 'oracle/'],
  ['targets/guard/*.ts', use('../../harness/x.ts'), 'harness/'],
  ['targets/*.test.ts', use('../suites/x.ts'), 'suites/'],
  ['harness/*.ts', use('../suites/x.ts'), 'suites/'],
  ['harness/*.ts', use('../fuzz/x.ts'), 'fuzz/'],
  ['suites/contacts/*.ts', use('../../fuzz/x.ts'), 'fuzz/'],
  ['fuzz/draw/*.ts', use('../../suites/steps/x.ts'), 'suites/'],
  ['fuzz/*.test.ts', use('../suites/registry.ts'), 'suites/'],
  ['proof/*.ts', use('../cli/x.ts'), 'cli/'],
  ['proof/*.ts', use('../reports/x.ts'), 'reports/'],
  ['cli/*.ts', use('../twin/x.ts'), 'twin/'],
  ['cli/*.ts', use('../bench/x.ts'), 'bench/'],
  ['cli/*.ts', use('../scripts/x.ts'), 'scripts/'],
  ['bin/*.js', use('../cli/x.ts'), 'bin/ must not import cli/'],
  ['cellar/*.ts', use('../spec/x.ts'), 'cellar/ is not a room'],
];

function refusedBetween(rooms: readonly string[], hidden: readonly string[]): Refused[] {
  return rooms.flatMap((room) =>
    hidden.map((other): Refused => [
      `${room}/*.ts`,
      use(`../${other}/x.ts`),
      `${room}/ must not import ${other}/`,
    ]),
  );
}

/** The ways to import: none gets by. */
const REFUSED_FORMS: readonly Refused[] = [
  ['suites/wire/*.ts', `export { thing } from '../../reference/x.ts';`, 'reference/'],
  ['suites/wire/*.ts', `export type { Thing } from '../../reference/x.ts';`, 'reference/'],
  ['suites/wire/*.ts', `export * from '../../reference/x.ts';`, 'reference/'],
  ['suites/wire/*.ts', `export const load = () => import('../../reference/x.ts');`, 'reference/'],
  ['suites/wire/*.ts', useType('../../reference/x.ts'), 'reference/'],
  ['suites/wire/*.ts', `import '../../reference/x.ts';`, 'reference/'],
  ['oracle/*.ts', use('account-conformance/msw'), 'by name'],
  ['cli/*.ts', use('account-conformance'), 'by name'],
];

const REFUSED_PARTS: readonly Refused[] = [
  ['suites/contacts/*.rules.ts', use('../regions/x.ts'), 'suites/contacts must not import suites/regions'],
  ['suites/contacts/*.ts', use('../registry.ts'), 'suites/registry'],
  ['suites/steps/*.ts', use('../contacts/x.ts'), 'suites/contacts'],
  ['mutants/contacts/*.mutants.ts', use('../regions/x.ts'), 'mutants/regions'],
  ['mutants/contacts/*.mutants.ts', use('../derived/x.ts'), 'mutants/derived'],
  ['mutants/contacts/*.mutants.ts', use('../registry.ts'), 'mutants/registry'],
  ['mutants/invariants/*.mutants.ts', use('../wire/x.ts'), 'mutants/wire'],
  ['mutants/operators/*.ts', use('../contacts/x.ts'), 'mutants/contacts'],
  ['mutants/broad/*.ts', use('../contacts/x.ts'), 'mutants/contacts'],
  ['reports/junit.ts', use('./html.ts'), 'reports/junit must not import reports/html: of reports/ it may'],
  ['reports/json.ts', use('./html/markup.ts'), 'reports/html'],
  ['reports/html/*.ts', use('../junit.ts'), 'reports/junit'],
  ['reports/text/*.ts', use('../junit.ts'), 'reports/junit'],
];

const REFUSED_TEST_SUPPORT: readonly Refused[] = [
  ['suites/contacts/*.ts', use('../testing/x.ts'), 'only tests'],
  ['suites/contacts/*.ts', use('../../harness/testing/x.ts'), 'only tests'],
  ['cli/*.ts', use('./testing/x.ts'), 'only tests'],
  ['proof/*.ts', use('../harness/testing/x.ts'), 'only tests'],
];

const ACCEPTED: readonly (readonly [file: string, source: string])[] = [
  ['spec/*.ts', use('./x.ts')],
  ['results/causes/*.ts', use('../../spec/x.ts')],
  ['oracle/state/*.ts', use('../input/x.ts')],
  ['reference/core/*.ts', use('../../spec/x.ts')],
  ['twin/*.ts', use('../spec/x.ts')],
  ['twin/*.twin.test.ts', use('../proof/x.ts')],
  ['generators/text/*.ts', use('../../oracle/input/x.ts')],
  ['generators/text/*.ts', use('../values/x.ts')],
  ['targets/config/*.ts', use('../../results/x.ts')],
  ['harness/runner/*.ts', use('../resources/x.ts')],
  ['harness/*.ts', use('../oracle/history/x.ts')],
  ['harness/*.test.ts', use('../suites/registry.ts')],
  ['harness/testing/*.ts', use('../../reference/http/x.ts')],
  ['suites/contacts/*.rules.ts', use('../../harness/x.ts')],
  ['suites/contacts/*.rules.ts', use('../../generators/values/x.ts')],
  ['suites/contacts/*.rules.ts', use('../steps/x.ts')],
  ['suites/contacts/*.rules.ts', use('./x.ts')],
  ['suites/steps/*.ts', use('./x.ts')],
  ['suites/registry.ts', use('./contacts/x.ts')],
  ['suites/contacts/*.test.ts', use('../../reference/core/x.ts')],
  ['suites/contacts/*.test.ts', use('../../mutants/contacts/x.ts')],
  ['suites/contacts/*.test.ts', use('../../twin/x.ts')],
  ['suites/contacts/*.test.ts', use('../../cli/x.ts')],
  ['suites/contacts/*.system.test.ts', use('../../proof/x.ts')],
  ['suites/contacts/*.test.ts', use('../registry.ts')],
  ['suites/contacts/*.test.ts', use('../testing/x.ts')],
  ['oracle/*.test.ts', use('../reference/x.ts')],
  ['fuzz/draw/*.ts', use('../../harness/x.ts')],
  ['fuzz/*.test.ts', use('../proof/x.ts')],
  ['mutants/contacts/*.mutants.ts', use('../operators/x.ts')],
  ['mutants/contacts/*.mutants.ts', useType('../mutant.ts')],
  ['mutants/contacts/*.mutants.ts', use('../../reference/core/x.ts')],
  ['mutants/operators/*.ts', useType('../mutant.ts')],
  ['mutants/registry.ts', use('./contacts/x.ts')],
  ['mutants/*.test.ts', use('../suites/registry.ts')],
  ['reports/html.ts', use('./html/page.ts')],
  ['reports/html/*.ts', use('../text/x.ts')],
  ['reports/*.ts', use('./text/x.ts')],
  ['reports/*.ts', use('../results/x.ts')],
  ['reports/*.test.ts', use('./json.ts')],
  ['proof/*.ts', use('../suites/registry.ts')],
  ['proof/*.ts', use('../mutants/registry.ts')],
  ['proof/*.ts', use('../twin/x.ts')],
  ['cli/commands/*.ts', use('../../proof/x.ts')],
  ['cli/*.ts', use('../reference/msw.ts')],
  ['cli/*.test.ts', use('../twin/x.ts')],
  ['cli/*.suite.ts', use('./testing/x.ts')],
  ['bin/*.js', use('../dist/cli/x.js')],
  ['bench/*.ts', use('../twin/x.ts')],
  ['bench/*.ts', use('../harness/testing/x.ts')],
  ['scripts/*.ts', use('../suites/registry.ts')],
  ['vitest.config.ts', use('./cli/x.ts')],
  ['oracle/*.ts', `import { readFile } from 'node:fs/promises';\nexport const used = readFile;`],
];

test.each([
  ['what is behind a wall', WALLS],
  ['another room', REFUSED_ROOMS],
  ['another room, in whatever form', REFUSED_FORMS],
  ['another part of the room', REFUSED_PARTS],
  ['the support of tests', REFUSED_TEST_SUPPORT],
])('an import of %s is refused in each file that must not have it', async (_, refused) => {
  const files = named(refused);
  const { exitCode, diagnostics } = await lintFiles(sourcesOf(files));
  const refusals = diagnostics.filter(({ code }) => code === 'rooms(imports)');
  for (const [file, source, says] of files) {
    const messages = refusals.filter(({ filename }) => filename === file).map(({ message }) => message);
    expect(messages, `${file}: ${source}`).toEqual([expect.stringContaining(says)]);
  }
  expect(exitCode).toBe(1);
});

test('an import that the rooms and their parts allow is accepted', async () => {
  expect(await lintFiles(sourcesOf(named(ACCEPTED)))).toEqual({ exitCode: 0, diagnostics: [] });
});

/** Each row with a file of its own. */
function named<Row extends readonly [file: string, ...rest: string[]]>(rows: readonly Row[]): Row[] {
  return rows.map((row, index) => row.with(0, row[0].replace('*', `file${index}`)) as unknown as Row);
}

function sourcesOf(rows: readonly (readonly [file: string, source: string, ...rest: string[]])[]) {
  const sources = Object.fromEntries(rows.map(([file, source]) => [file, source]));
  expect(Object.keys(sources)).toHaveLength(rows.length);
  return sources;
}
