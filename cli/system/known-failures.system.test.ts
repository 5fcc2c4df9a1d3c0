import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

/** A service that implements nothing: a whole run on it is short. */
async function emptyService() {
  const counted = { requests: 0, url: '' };
  const server = await loopbackServer((_request, _body, response) => {
    counted.requests += 1;
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"no such path"}');
  });
  onTestFinished(() => server.close());
  counted.url = server.url.href;
  return counted;
}

test('what is written as known fails the next run no more, and what is fixed does', async () => {
  const { url } = await emptyService();
  const file = join(await scratch(), 'known-failures.yaml');
  const args = ['run', '--endpoint', url, '--seed', '1', '--known-failures', file];
  const first = await runCli([...args, '--update-known-failures']);
  expect(first.exitCode).toBe(0);
  expect(first.stdout).toMatch(/✓ Conforms: [^\n]*\d+ known[^\n]*exit code 0\)\n$/);
  const { knownFailures } = parse(await readFile(file, 'utf8')) as { knownFailures: { rule: string }[] };
  const count = knownFailures.length;
  expect(first.stderr).toContain(`${file} holds ${count} known failures: ${count} new, 0 kept\n`);
  expect(knownFailures.map(({ rule }) => rule)).toContain('errors/implemented/ListRegions');

  const second = await runCli(args);
  expect(second.stdout).toMatch(
    /✓ Conforms: [^\n]*\d+ known[^\n]*9 operations not implemented[^\n]*exit code 0\)\n$/,
  );

  const fixed = 'errors/implemented/ListRegions';
  const stale = await runCli(['run', '--rule', fixed, '--known-failures', file]);
  expect(stale.exitCode).toBe(1);
  expect(stale.stdout).toContain(`✗ ${fixed}  fixed, must`);
  expect(stale.stdout).toMatch(
    /✗ The known failures are out of date: [^\n]*1 fixed[^\n]*\. What is fixed fails no more: remove its entry, or have a whole run with --update-known-failures do it\./,
  );
});

test('an update keeps what people wrote, drops what passes, and says what it did', async () => {
  const { target, close } = await startEmbedded();
  onTestFinished(close);
  const file = join(await scratch(), 'known-failures.yaml');
  const kept = `# ours\nknownFailures:\n  # not in this edition\n  - rule: primary-email/accepted-once\n    reason: later # ticket 8\n`;
  await writeFile(file, `${kept}  - { rule: contacts/delete-twice, reason: it was }\n`);
  const args = ['run', '--endpoint', target.endpoint.href, '--seed', '1', '--runs', '1'];
  const { exitCode, stderr } = await runCli([...args, '--known-failures', file, '--update-known-failures']);
  expect(stderr).toContain('holds 1 known failure: 0 new, 1 kept, 1 removed: nothing that they name fails');
  expect(exitCode).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(kept);
}, 120_000);

test('an entry of no rule is refused before any request, with the rule that was perhaps meant', async () => {
  const service = await emptyService();
  const file = join(await scratch(), 'known-failures.yaml');
  await writeFile(file, 'knownFailures: [{ rule: contacts/delete-twise, reason: typed }]\n');
  const { exitCode, stderr } = await runCli(['run', '--endpoint', service.url, '--known-failures', file]);
  expect({ exitCode, requests: service.requests }).toEqual({ exitCode: 2, requests: 0 });
  expect(stderr).toBe(
    `account-conformance: ${file} › knownFailures.0.rule: unknown rule "contacts/delete-twise"; the nearest known one is "contacts/delete-twice"\n`,
  );
});

test('a file that cannot be written is refused before any request', async () => {
  const service = await emptyService();
  const file = await scratch();
  const args = ['run', '--endpoint', service.url, '--known-failures', file, '--update-known-failures'];
  const { exitCode, stderr } = await runCli(args);
  expect({ exitCode, requests: service.requests }).toEqual({ exitCode: 2, requests: 0 });
  expect(stderr).toContain('--known-failures');
});

test('an expired known failure counts no more', async () => {
  const { url } = await emptyService();
  const file = join(await scratch(), 'known-failures.yaml');
  const entry = (expires: string) =>
    `knownFailures: [{ rule: '*', reason: ticket 7, expires: ${expires} }]\n`;
  const args = ['run', '--endpoint', url, '--operation', 'ListRegions', '--known-failures', file];
  await writeFile(file, entry('2999-01-01'));
  expect((await runCli(args)).exitCode).toBe(0);
  await writeFile(file, entry('2020-01-01'));
  const { exitCode, stdout } = await runCli(args);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('the known failure "ticket 7" expired on 2020-01-01');
});

test.each([
  ['--suite', 'contacts'],
  ['--rule', 'contacts/delete-twice'],
  ['--operation', 'ListRegions'],
  ['--shard', '1/2'],
  ['--bail', ''],
])('known failures are not written from a part of a run: %s', async (...option) => {
  const service = await emptyService();
  const file = join(await scratch(), 'known-failures.yaml');
  await writeFile(file, 'knownFailures: []\n');
  const chosen = option.filter((one) => one !== '');
  const args = [
    'run',
    '--endpoint',
    service.url,
    '--known-failures',
    file,
    '--update-known-failures',
    ...chosen,
  ];
  const { exitCode, stderr } = await runCli(args);
  expect({ exitCode, requests: service.requests }).toEqual({ exitCode: 2, requests: 0 });
  expect(stderr).toContain('--update-known-failures needs a whole run');
  expect(await readFile(file, 'utf8')).toBe('knownFailures: []\n');
});

test('a file with the old key is refused before any request, and told the new one', async () => {
  const service = await emptyService();
  const file = join(await scratch(), 'known-failures.yaml');
  await writeFile(file, 'expectations: []\n');
  const { exitCode, stderr } = await runCli(['run', '--endpoint', service.url, '--known-failures', file]);
  expect({ exitCode, requests: service.requests }).toEqual({ exitCode: 2, requests: 0 });
  expect(stderr).toContain(`${file} › (root): expectations is called knownFailures now`);
});

test('a run without a verdict leaves the known failures as they were', async () => {
  const file = join(await scratch(), 'known-failures.yaml');
  await writeFile(file, 'knownFailures: []\n');
  const args = [
    'run',
    '--endpoint',
    'http://127.0.0.1:1',
    '--known-failures',
    file,
    '--update-known-failures',
  ];
  const { exitCode, stderr } = await runCli(args);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`${file} is left as it was`);
  expect(await readFile(file, 'utf8')).toBe('knownFailures: []\n');
});

test('what changed since an older run is told above the verdict', async () => {
  const { target, close } = await startEmbedded();
  onTestFinished(close);
  const directory = await scratch();
  const rules = ['--rule', 'contacts/delete-twice', '--seed', '1', '--runs', '1'];
  const old = join(directory, 'result.json');
  expect(
    (await runCli(['run', '--endpoint', target.endpoint.href, ...rules, ...reportsIn(directory)])).exitCode,
  ).toBe(0);
  const { url } = await emptyService();
  const { exitCode, stdout } = await runCli(['run', '--endpoint', url, ...rules, '--compare', old]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /\nnewly not run: 1 rule\n {2}contacts\/delete-twice \(was pass, is blocked\)\nadded: 3 rules\n[^]*\n\n✗ Does not conform[^\n]*\n$/,
  );
  const nothing = await runCli(['run', '--endpoint', target.endpoint.href, ...rules, '--compare', old]);
  expect(nothing.stdout).toContain('\nnothing changed\n');
});

test('in a GitHub workflow the summary and the annotations are written by themselves', async () => {
  const { url } = await emptyService();
  const summary = join(await scratch(), 'summary.md');
  await writeFile(summary, '# Before\n');
  const args = ['run', '--endpoint', url, '--rule', 'contacts/delete-twice'];
  const env = { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: 'true' };
  const { stdout } = await runCli(args, { env });
  expect(stdout).toMatch(/^::error title=[^\n]*errors\/implemented\/DeleteAlternateContact/m);
  expect(await readFile(summary, 'utf8')).toMatch(/^# Before\n[^]*Does not conform/);
});

test('the shards of a run on what implements little merge into the run', async () => {
  const { url } = await emptyService();
  const run = async (...options: string[]) => {
    const directory = await scratch();
    const args = [
      'run',
      '--endpoint',
      url,
      '--suite',
      'contacts',
      '--seed',
      '1',
      '--order',
      'id',
      ...options,
    ];
    await runCli([...args, ...reportsIn(directory)]);
    return join(directory, 'result.json');
  };
  const whole = await run();
  const parts = [await run('--shard', '1/2'), await run('--shard', '2/2')];
  const directory = await scratch();
  const { exitCode } = await runCli(['merge', ...parts, ...reportsIn(directory)]);
  const { result } = await readReports(directory);
  const expected = JSON.parse(await readFile(whole, 'utf8')) as typeof result;
  expect(exitCode).toBe(expected.exitCode);
  const essence = ({ rules, summary, notImplemented }: typeof result) => ({
    summary,
    notImplemented,
    rules: rules.map(({ id, outcome, findings }) => ({ id, outcome, message: findings?.[0]?.message })),
  });
  expect(essence(result)).toEqual(essence(expected));
});
