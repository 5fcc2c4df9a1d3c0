import { lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleResult } from '../../results/testing/sample-result.ts';
import { replaceFile } from '../../results/replace-file.ts';
import { scratch } from '../testing/spawn-cli.ts';
import { checkWritable, exitCodeWithout, reportFiles, writeReports } from './report-files.ts';

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

test('a report that cannot be written costs no other, and a run that conforms its exit code', async () => {
  const directory = await scratch();
  const gone = join(directory, 'gone');
  const files = reportFiles({ json: join(gone, 'a.json'), badge: join(directory, 'badge.json') });
  await checkWritable(files);
  await rm(gone, { recursive: true });
  await writeFile(gone, 'a file where the folder was');
  const missing = await writeReports(files, sampleResult());
  expect(missing).toEqual([expect.stringMatching(/^--json .*a\.json: not written \(E\w+\)$/)]);
  expect(await readdir(directory)).toContain('badge.json');
  expect([0, 1, 5].map((exitCode) => exitCodeWithout(missing, exitCode))).toEqual([3, 1, 5]);
  expect(exitCodeWithout([], 0)).toBe(0);
});

test('two reports to one path are refused, by whatever way it is named; to a device they are not', async () => {
  const directory = await scratch();
  const real = join(directory, 'real');
  await mkdir(real);
  await symlink(real, join(directory, 'link'));
  const twice = { json: join(real, 'a'), junit: join(directory, 'link', 'a') };
  await expect(checkWritable(reportFiles(twice))).rejects.toThrow(/^--junit and --json both write/);
  await checkWritable(reportFiles({ json: '/dev/null', junit: '/dev/null' }));
});
