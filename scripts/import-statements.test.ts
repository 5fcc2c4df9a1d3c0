import { expect, test } from 'vitest';
import { lintFiles, use, useType } from './testing/lint-files.ts';

/** The files of a folder, each in a cycle. */
const CYCLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  values: { 'a.ts': use('./b.ts'), 'b.ts': `${use('./a.ts')}\nexport const thing = 1;` },
  types: { 'a.ts': useType('./b.ts'), 'b.ts': useType('./a.ts') },
  'types-beside-values': {
    'a.ts': `import { b, type B } from './b.ts';\nexport const a: B = b;`,
    'b.ts': `import type { a } from './a.ts';\nexport const b = 1;\nexport type B = typeof a;`,
  },
  'types-exported-again': { 'a.ts': `export type { Thing } from './b.ts';`, 'b.ts': useType('./a.ts') },
  'a-file-of-its-own-types': { 'a.ts': useType('./a.ts') },
  'three-files': { 'a.ts': useType('./b.ts'), 'b.ts': use('./c.ts'), 'c.ts': useType('./a.ts') },
};

test('an import cycle is refused in each of its files, also where only types are imported', async () => {
  const files = Object.entries(CYCLES).flatMap(([folder, sources]) =>
    Object.entries(sources).map(([file, source]) => [`cli/${folder}/${file}`, source] as const),
  );
  const { exitCode, diagnostics } = await lintFiles(Object.fromEntries(files));
  const refused = diagnostics.filter(({ code }) => code === 'import(no-cycle)');
  expect(new Set(refused.map(({ filename }) => filename))).toEqual(new Set(files.map(([file]) => file)));
  expect(exitCode).toBe(1);
});

const EXPORTS = 'export const a = 1;\nexport const b = 2;\nexport type A = 1;\nexport type B = 1;';

/** File, the one code that refuses it, and its source. */
const REFUSED: readonly (readonly [file: string, code: string, source: string])[] = [
  [
    'value-and-type.ts',
    'import(no-duplicates)',
    `import { a } from './x.ts';\nimport type { B } from './x.ts';\nexport const used: B = a;`,
  ],
  [
    'type-and-type.ts',
    'import(no-duplicates)',
    `import type { A } from './x.ts';\nimport type { B } from './x.ts';\nexport type Used = A | B;`,
  ],
  [
    'two-ways-to-write-a-file.ts',
    'import(no-duplicates)',
    `import { a } from './x.ts';\nimport { b } from '../cli/x.ts';\nexport const used = [a, b];`,
  ],
  [
    'types-alone.ts',
    'import(consistent-type-specifier-style)',
    `import { type A } from './x.ts';\nexport type Used = A;`,
  ],
  [
    'unmarked-type.ts',
    'typescript(consistent-type-imports)',
    `import { a, B } from './x.ts';\nexport const used: B = a;`,
  ],
  [
    // No statement, so that neither rooms nor cycles would show it.
    'within-a-type.ts',
    'typescript(consistent-type-imports)',
    `export type Used = import('./x.ts').A;`,
  ],
];

test('a second statement and an unmarked type are refused as imports', async () => {
  const files = REFUSED.map(([file, , source]) => [`cli/${file}`, source]);
  const { diagnostics } = await lintFiles({ 'cli/x.ts': EXPORTS, ...Object.fromEntries(files) });
  for (const [file, code] of REFUSED) {
    const codes = diagnostics.filter(({ filename }) => filename === `cli/${file}`).map((found) => found.code);
    expect(codes, file).toEqual([code]);
  }
});

test('one statement for values and types is accepted, and one for types alone', async () => {
  const files = {
    'cli/x.ts': EXPORTS,
    'cli/both.ts': `import { a, type B } from './x.ts';\nexport const used: B = a;`,
    'cli/types.ts': `import type { A, B } from './x.ts';\nexport type Used = A | B;`,
  };
  expect(await lintFiles(files)).toEqual({ exitCode: 0, diagnostics: [] });
});
