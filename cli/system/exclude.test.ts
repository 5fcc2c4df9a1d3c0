import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

const COMMON = ['--seed', '1', '--runs', '2'];

async function runIn(directory: string, options: readonly string[]) {
  const ended = await runCli(['run', ...COMMON, ...options, ...reportsIn(directory)], { cwd: directory });
  return { ...ended, ...(await readReports(directory)) };
}

test('what is excluded does not run, and every report says so', async () => {
  const directory = await scratch();
  const [html, markdown] = [join(directory, 'a.html'), join(directory, 'a.md')];
  const excluded = ['--exclude', 'contacts/delete*', 'listing'];
  const { exitCode, stdout, stderr, result, junit } = await runIn(directory, [
    '--suite',
    'contacts',
    'listing',
    ...excluded,
    '--html',
    html,
    '--markdown',
    markdown,
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [told = ''] = /\d+ rules excluded, \d+ of them musts/.exec(result.summary) ?? [];
  expect(told).not.toBe('');
  for (const text of [stdout, junit, await readFile(html, 'utf8'), await readFile(markdown, 'utf8')])
    expect(text).toContain(told);
  expect(result.selection.exclude).toEqual(['contacts/delete*', 'listing']);
  const left = result.rules.filter((rule) => rule.excluded);
  expect(told).toMatch(new RegExp(`^${left.length} rules`));
  expect(new Set(left.map(({ outcome, requests, reason }) => `${outcome} ${requests} ${reason}`))).toEqual(
    new Set(['skipped 0 excluded by contacts/delete*', 'skipped 0 excluded by listing']),
  );
  expect(left.map(({ id }) => id)).toContain('contacts/delete-twice');
});

test('the configuration excludes, the command line goes before it, and a rule that is named runs', async () => {
  const directory = await scratch();
  await writeFile(join(directory, 'account-conformance.config.yaml'), 'run: { exclude: [contacts] }\n');
  const twice = ['--rule', 'contacts/delete-twice'];
  const outcomes = async (...options: string[]) => {
    const { exitCode, result } = await runIn(directory, options);
    return { exitCode, outcomes: result.rules.map(({ id, outcome }) => `${id} ${outcome}`) };
  };
  const passes = { exitCode: 0, outcomes: ['contacts/delete-twice pass'] };
  expect(await outcomes('--rule', 'contacts/delete-twice*')).toEqual({
    exitCode: 4,
    outcomes: ['contacts/delete-twice skipped'],
  });
  expect(await outcomes(...twice)).toEqual(passes);
  expect(await outcomes('--rule', 'contacts/delete-twice*', '--exclude', 'listing')).toEqual(passes);
});

test('an exclusion that leaves nothing exits 4 and asks nothing; so does a must with --require-complete', async () => {
  const directory = await scratch();
  const chosen = ['--rule', 'contacts/delete-twice'];
  const nothing = await runIn(directory, [...chosen, '--exclude', 'contacts/delete-twice']);
  expect(nothing.result).toMatchObject({ exitCode: 4, requests: 0 });
  expect(nothing.exitCode).toBe(4);
  expect(nothing.stdout).toMatch(/✗ Nothing ran: 1 skipped; 1 rule excluded, a must\. \(/);
  const part = await runIn(directory, [
    ...chosen,
    'contacts/replace',
    '--exclude',
    'contacts/replace',
    '--require-complete',
  ]);
  expect(part.exitCode).toBe(4);
  expect(part.stdout).toMatch(/✗ Incomplete: 1 skipped, 1 passed; 1 rule excluded, a must\. \(/);
});

test('what is known to fail and excluded is not fixed, and against an older run it did not run', async () => {
  const directory = await scratch();
  const { target, close } = await startEmbedded();
  onTestFinished(close);
  const endpoint = ['--endpoint', target.endpoint.href];
  const both = ['--rule', 'contacts/delete-twice', 'contacts/replace'];
  await runIn(directory, [...endpoint, ...both]);
  const [known, old] = [join(directory, 'known.yaml'), join(directory, 'old.json')];
  await writeFile(old, await readFile(join(directory, 'result.json'), 'utf8'));
  await writeFile(known, "knownFailures: [{ rule: 'contacts/*', reason: ticket }]\n");
  const { exitCode, stdout } = await runIn(directory, [
    ...endpoint,
    ...both,
    '--exclude',
    'contacts/replace',
    '--known-failures',
    known,
    '--compare',
    old,
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('newly not run: 1 rule\n  contacts/replace (was pass, is skipped)\n\n');
});
