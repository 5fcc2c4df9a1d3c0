import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ended, runCli, scratch, startCli } from '../testing/spawn-cli.ts';

const BOMB = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
    (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join()}]`,
  ),
].join('\n');
const YAML: [string, string][] = [
  ['a bomb of aliases', BOMB],
  ['an alias of itself', 'run: &a [*a, *a]'],
  ['100,000 lists in each other', `run: ${'['.repeat(100_000)}`],
  ['100,000 whole lists in each other', `run: ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['five million characters', `run: ${'x'.repeat(5_000_000)}`],
  ['bytes that are no text', '\u0000\u0001'],
  ['a list', '[1]'],
];
const JSONS: [string, string][] = [
  ['half of it', '{"schemaVersion":1,"rules":['],
  ['nothing', ''],
  ['null', 'null'],
  ['rules that are none', '{"schemaVersion":1,"rules":[null,1,{}]}'],
  ['no rules', '{"schemaVersion":1,"rules":{}}'],
  ['another version', '{"schemaVersion":{"a":1},"rules":[]}'],
  ['a million lists in each other', `{"schemaVersion":1,"rules":${'['.repeat(1e6)}${']'.repeat(1e6)}}`],
];

/** In one line, exit 2, and no stack of ours. */
async function refused(args: readonly string[], named: string) {
  const { exitCode, stderr } = await runCli(args);
  expect(stderr).toContain(named);
  expect(stderr).not.toMatch(/internal error|\n\s+at /);
  expect(exitCode).toBe(2);
}

async function file(name: string, text: string): Promise<string> {
  const path = join(await scratch(), name);
  await writeFile(path, text);
  return path;
}

const ONE = ['--rule', 'contacts/delete-twice'];

test.each(YAML)('a configuration that is %s', async (_what, text) => {
  await refused(['run', ...ONE, '--config', await file('config.yaml', text)], 'config.yaml');
});

test.each(YAML)('known failures that are %s', async (_what, text) => {
  await refused(['run', ...ONE, '--known-failures', await file('known.yaml', text)], 'known.yaml');
});

test.each(JSONS)('a result that is %s', async (_what, text) => {
  const path = await file('result.json', text);
  await refused(['merge', path], 'result.json');
  await refused(['run', ...ONE, '--compare', path], 'result.json');
});

test.each(['--config', '--known-failures', '--compare'])('%s of a device that never ends', async (option) => {
  await refused(['run', ...ONE, option, '/dev/zero'], '/dev/zero');
});

test.each([
  ['run', '--timeout', '9007199254740991'],
  ['run', '--timeout', '2147483648'],
  ['run', '--runs', '9007199254740991'],
  ['run', '--workers', '1000000'],
  ['run', '--max-requests-per-second', '9007199254740991'],
  ['run', '--shard', '1/9007199254740991'],
  ['fuzz', '--time', '9000000h'],
  ['serve', '--region-delay', '9007199254740991'],
])('%s %s %s is too much', async (...args) => {
  await refused(args, args[1]);
});

test.each([
  ['timing: { requestTimeout: 9007199254740991ms }', /timing\.requestTimeout.*at most/],
  ['timing: { regionTimeout: 10000h }', /timing\.regionTimeout.*at most/],
])('a target with %s', async (text, message) => {
  const config = `targets: { mine: { endpoint: "http://127.0.0.1:9", ${text} } }`;
  const { exitCode, stderr } = await runCli(['run', '--config', await file('config.yaml', config)]);
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(2);
});

test.each(['../../x', '..', '/tmp/x', 'a/b', String.raw`a\b`, '.hidden', ''])(
  'a target named "%s" writes nowhere',
  async (name) => {
    // Below a folder of its own, so that what is found above it was written there by this command.
    const above = await scratch();
    const directory = join(above, 'home');
    await mkdir(directory);
    const config = join(directory, 'config.yaml');
    const target = { endpoint: 'http://127.0.0.1:9', standalone: { accountId: '111111111111' } };
    await writeFile(config, JSON.stringify({ targets: { [name]: target } }));
    const args = ['fuzz', '--config', config, '--target', name, '--time', '1s'];
    const { exitCode, stderr } = await runCli(args, { cwd: directory });
    expect(stderr).toContain('expected a name');
    expect(exitCode).toBe(2);
    expect(await readdir(above)).toEqual(['home']);
  },
);

test.each([
  ['in a row', '*'.repeat(5000)],
  ['between letters', '*a'.repeat(5000)],
])('a pattern of 5,000 asterisks %s takes no time to speak of', async (_where, pattern) => {
  const startedAt = performance.now();
  const { exitCode, stderr } = await runCli(['run', '--rule', `${pattern}!`]);
  expect(stderr).toContain('unknown rule');
  expect(exitCode).toBe(2);
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});

test('serve outlives a CONNECT whose connection is reset', async () => {
  const child = startCli(['serve']);
  const end = ended(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(/:(\d+)/.exec(String(line))?.[1]);
  for (let tries = 0; tries < 20; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.resetAndDestroy();
    await delay(10);
  }
  const response = await fetch(`http://127.0.0.1:${port}/listRegions`, { method: 'POST', body: '{}' });
  expect(response.status).toBeGreaterThanOrEqual(400);
  child.kill('SIGTERM');
  expect((await end).exitCode).toBe(0);
});
