import { lstat, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleResult } from '../../results/testing/sample-result.ts';
import { replaceFile } from '../../results/replace-file.ts';
import { scratch } from '../testing/spawn-cli.ts';
import { checkWritable, reportFiles, writeReports } from './report-files.ts';

test('a report replaces a link, and neither it nor the check before touches what the link leads to', async () => {
  const directory = await scratch();
  const victim = join(directory, 'victim');
  const empty = join(directory, 'empty');
  await writeFile(victim, 'precious');
  await writeFile(empty, '');
  await symlink(victim, join(directory, 'a.json'));
  await symlink(empty, join(directory, 'b.json'));
  await symlink(join(directory, 'not-there'), join(directory, 'c.json'));
  for (const name of ['a.json', 'b.json', 'c.json']) {
    const files = reportFiles({ json: join(directory, name) });
    await checkWritable(files);
    expect(await readlink(join(directory, name))).not.toBe('');
    await writeReports(files, sampleResult());
    expect((await lstat(join(directory, name))).isFile()).toBe(true);
  }
  expect(await readFile(victim, 'utf8')).toBe('precious');
  expect(await readFile(empty, 'utf8')).toBe('');
  expect((await readdir(directory)).toSorted()).toEqual(['a.json', 'b.json', 'c.json', 'empty', 'victim']);
});

test('the name of the file beside it cannot be guessed', async () => {
  const directory = await scratch();
  const path = join(directory, 'report.json');
  const guessed = `${path}.${process.pid}.tmp`;
  await symlink(join(directory, 'victim'), guessed);
  await replaceFile(path, 'whole');
  expect(await readFile(path, 'utf8')).toBe('whole');
  expect((await readdir(directory)).toSorted()).toEqual(['report.json', `report.json.${process.pid}.tmp`]);
});
