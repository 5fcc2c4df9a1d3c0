import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

/** A server that counts what it is asked. */
async function countingServer() {
  const counted = { requests: 0, url: '' };
  const server = await loopbackServer((_request, _body, response) => {
    counted.requests += 1;
    response.writeHead(200).end('{}');
  });
  onTestFinished(() => server.close());
  counted.url = server.url.href;
  return counted;
}

describe('what cannot be meant is refused with exit 2 before any request:', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown option', ['run', '--sede', '1'], /unknown option '--sede'[^]*--seed/],
    ['an unknown command', ['runn'], /unknown command 'runn'[^]*run/],
    ['an unknown suite', ['run', '--suite', 'contact'], /unknown suite "contact"; .*"contacts"/],
    ['an unknown rule', ['run', '--rule', 'contacts/delete-twise'], /"contacts\/delete-twice"/],
    [
      'an unknown rule to exclude',
      ['run', '--exclude', 'contacts/delete-twise'],
      /unknown rule or suite "contacts\/delete-twise"; .*"contacts\/delete-twice"/,
    ],
    ['an unknown suite to exclude', ['run', '--exclude', 'contact'], /"contact"; .*"contacts"/],
    ['an unknown operation', ['run', '--operation', 'ListRegion'], /unknown operation .*"ListRegions"/],
    ['an unknown edition', ['run', '--edition', 'guide-2023'], /guide-2024, current/],
    ['a number that is none', ['run', '--seed', 'one'], /--seed[^]*expected a whole number/],
    ['no runs', ['run', '--runs', '0'], /--runs[^]*1 or more/],
    [
      'the old name of --known-failures',
      ['run', '--expectations', 'a.yaml'],
      /^error: --expectations is called --known-failures now\n/,
    ],
    [
      'the old name of --update-known-failures',
      ['run', '--known-failures=a.yaml', '--update-expectations'],
      /^error: --update-expectations is called --update-known-failures now\n/,
    ],
    ['a shard beyond the last', ['run', '--shard', '3/2'], /--shard 3\/2: expected i\/n/],
  ])('%s', async (_what, args, message) => {
    const server = await countingServer();
    const { exitCode, stdout, stderr } = await runCli([...args, '--endpoint', server.url]);
    expect(stderr).toMatch(message);
    expect({ exitCode, stdout, requests: server.requests }).toEqual({ exitCode: 2, stdout: '', requests: 0 });
  });

  test('a key with the line break that it was pasted with', async () => {
    const server = await countingServer();
    const directory = await scratch();
    const config = join(directory, 'config.yaml');
    await writeFile(
      config,
      `targets: { t: { endpoint: "${server.url}", standalone: { accountId: "111111111111", credentials: { accessKeyId: AKID, secretAccessKey: "s3cret\\n" } } } }\n`,
    );
    const run = ['run', '--config', config, '--target', 't'];
    const { exitCode, stderr } = await runCli(run);
    expect(stderr).toBe(
      'account-conformance: credentials of standalone: its secretAccessKey holds a line break\n',
    );
    expect({ exitCode, requests: server.requests }).toEqual({ exitCode: 2, requests: 0 });
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown target', ['run', '--target', 'embeded'], /target "embeded".*"embedded"/],
    ['an endpoint that is not a URL', ['run', '--endpoint', 'nowhere'], /--endpoint: /],
    ['a suite of rules', ['rules', '--suite', 'contact'], /unknown suite "contact"; .*"contacts"/],
    ['a rule to explain', ['explain', 'contacts/delete-twise'], /"contacts\/delete-twice"/],
    ['a file to replay', ['replay', 'no-such-file.json'], /no-such-file\.json: cannot be read/],
    ['a port', ['serve', '--port', '65536'], /at most 65535/],
    ['compounds without their size', ['mutants', '--count', '5'], /--count .*add --compound/],
    [
      'a matrix of compounds',
      ['mutants', '--compound', '2', '--full'],
      /'--full' cannot be used with .*'--compound/,
    ],
    [
      'other mutants than a compound has',
      ['mutants', '--compound', '3', '--only', 'written/city-capitalized'],
      /--compound 3: --only names 1/,
    ],
    [
      'mutants that do not fit together',
      [
        'mutants',
        '--compound',
        '2',
        '--only',
        'derived/PutAlternateContact/path/*',
        'written/rate-never-refilled',
      ],
      /written\/rate-never-refilled is in no compound: its requests are counted/,
    ],
  ])('%s', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect(stderr).toMatch(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});

describe('a bad configuration is refused with file, key and expectation:', () => {
  test.each<[string, string, RegExp]>([
    ['an unknown key', 'run: { sede: 1 }', /config\.yaml.*sede.*seed/],
    [
      'the old name of a key',
      'run: { expectations: known-failures.yaml }',
      /config\.yaml › run\.expectations: expectations is called knownFailures now/,
    ],
    ['a value of another type', 'run: { runs: many }', /config\.yaml.*run\.runs.*expected/],
    [
      'an endpoint that is none',
      'targets: { mine: { endpoint: nowhere } }',
      /config\.yaml.*targets\.mine\.endpoint/,
    ],
    ['a file that is not YAML', 'run: { seed: 1', /config\.yaml/],
    ['a variable that is not set', 'run: { junit: "${NOT_SET}/junit.xml" }', /config\.yaml.*NOT_SET/],
  ])('%s', async (_what, text, message) => {
    const file = join(await scratch(), 'config.yaml');
    await writeFile(file, `${text}\n`);
    const { exitCode, stdout, stderr } = await runCli(['run', '--config', file]);
    expect(stderr).toMatch(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('one that is not there', async () => {
    const { exitCode, stderr } = await runCli(['run', '--config', 'no-such-file.yaml']);
    expect(stderr).toContain('no-such-file.yaml');
    expect(exitCode).toBe(2);
  });
});

test('the configuration decides where the command line does not', async () => {
  const directory = await scratch();
  const file = join(directory, 'config.yaml');
  const json = join(directory, 'result.json');
  await writeFile(file, `run: { seed: 42, runs: 2, workers: 1, json: ${JSON.stringify(json)} }\n`);
  const args = ['run', '--config', file, '--rule', 'contacts/delete-twice', '--runs', '3'];
  const { exitCode, stdout } = await runCli(args);
  expect(stdout).toContain('seed 42');
  expect(exitCode).toBe(0);
  const result: unknown = JSON.parse(await readFile(json, 'utf8'));
  expect(result).toMatchObject({ seed: 42, runs: 3, workers: 1 });
});

test('edition and shard come from the configuration too', async () => {
  const directory = await scratch();
  const file = join(directory, 'config.yaml');
  const json = join(directory, 'result.json');
  const run = { edition: 'current', shard: '1/2', suite: ['errors'], runs: 1, json };
  await writeFile(file, JSON.stringify({ run }));
  expect((await runCli(['run', '--config', file])).stdout).toContain('edition current');
  const result: unknown = JSON.parse(await readFile(json, 'utf8'));
  expect(result).toMatchObject({ edition: 'current', selection: { shard: '1/2', suites: ['errors'] } });
});

test('a wrong shard in the configuration ends the command', async () => {
  const file = join(await scratch(), 'config.yaml');
  await writeFile(file, 'run: { shard: 3/2 }\n');
  const { exitCode, stderr } = await runCli(['run', '--config', file]);
  expect(stderr).toContain('--shard 3/2');
  expect(exitCode).toBe(2);
});

test('a report goes into a pipe, and the pipe stays one', async () => {
  const pipe = join(await scratch(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const text = readFile(pipe, 'utf8');
  expect((await runCli(['run', '--rule', 'contacts/delete-twice', '--json', pipe])).exitCode).toBe(0);
  expect(JSON.parse(await text)).toMatchObject({ verdict: 'conforms' });
  expect((await stat(pipe)).isFIFO()).toBe(true);
});

test('a run that never begins leaves no report', async () => {
  const directory = await scratch();
  const args = ['run', '--rule', 'contacts/nothing', '--junit', join(directory, 'junit.xml')];
  expect((await runCli(args)).exitCode).toBe(2);
  expect(await readdir(directory)).toEqual([]);
});

test.each(['--junit', '--json'])(
  'a report that %s cannot write ends the run before it starts',
  async (option) => {
    const server = await countingServer();
    const file = join(await scratch(), 'file');
    await writeFile(file, '');
    const path = join(file, 'report');
    const { exitCode, stderr } = await runCli(['run', '--endpoint', server.url, option, path]);
    expect(stderr).toContain(`${option} ${path}: cannot be written`);
    expect({ exitCode, requests: server.requests }).toEqual({ exitCode: 2, requests: 0 });
  },
);

test('an error about the configuration shows a variable by its name', async () => {
  const directory = await scratch();
  const config = join(directory, 'config.yaml');
  const env = { HIDDEN: 'hidden-value-of-a-variable', ID: '111111111111' };
  const target = (lines: string) => `targets: { t: { endpoint: "http://127.0.0.1:9", ${lines} } }\n`;
  const account = '{ accountId: "${ID}" }';
  for (const [lines, told] of [
    ['operations: ["${HIDDEN}"]', 'unknown operation "${HIDDEN}"'],
    ['operations: ["x${HIDDEN}y"]', 'unknown operation "x${HIDDEN}y"'],
    ['region: "${HIDDEN}", values: "${HIDDEN}"', 'targets.t.values: expected one of'],
    ['endpoint2: "${HIDDEN}"', 'unknown key'],
    [
      `standalone: ${account}, organizations: [{ id: o, trustedAccess: true, allFeatures: true, management: ${account} }]`,
      'account ${ID} stands in two places',
    ],
    [
      'standalone: { accountId: "111111111111", credentials: { profile: "${HIDDEN}" } }',
      /no credentials: .*\$\{HIDDEN\}/,
    ],
  ] as const) {
    await writeFile(config, target(lines));
    const ended = await runCli(
      ['run', '--config', config, '--target', 't', '--rule', 'contacts/delete-twice'],
      { env },
    );
    expect(ended.exitCode, ended.stderr).toBe(2);
    expect(ended.stderr).toMatch(told);
    for (const value of Object.values(env)) expect(ended.stderr + ended.stdout).not.toContain(value);
  }
});
