import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseEntry } from '../../fuzz/corpus/corpus.ts';
import { seededRandom } from '../../generators/seeded-random.ts';
import { connect } from '../../harness/connect.ts';
import { atMostAtOnce } from '../../harness/poll.ts';
import { replayFinding } from '../../harness/replay.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { readFindings } from '../../results/reading/read-findings.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { endpointTarget } from '../../targets/config/resolve-target.ts';
import type { Target } from '../../targets/target.ts';
import { deedsOf, serveLeniently, type LenientServer } from '../../targets/testing/lenient-server.ts';
import { HOME_RESOLVER, homeLookup, hurried } from '../testing/remote-target.ts';
import { mutatedEntry, mutatedFinding, OTHER_ACCOUNT } from '../testing/mutated-files.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

/** Less than `npm run proof:guard` takes. */
const FILES = Number(process.env['GUARD_FILES'] ?? 2000);
const SEED = Number(process.env['GUARD_SEED'] ?? Date.now() % 1_000_000);
const COMMANDS = Number(process.env['GUARD_COMMANDS'] ?? 12);
const AT_ONCE = 16;
const ACCOUNT = '111111111111';
const ENV = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ACCOUNT_ID: ACCOUNT };
const contract = loadContract('current');

/** The server under a name that is not loopback, in tier read. */
function farTarget({ url }: LenientServer): Target {
  const target = endpointTarget(new URL(`http://account.example.test:${url.port}`), ENV);
  return { ...target, timing: { ...target.timing, requestTimeout: 2000, retries: 0 } };
}

interface Tally {
  /** Not taken for a file of ours. */
  unread: number;
  refused: Map<string, number>;
}

/** Reads each file and sends what it says, as `replay` and `fuzz` do. */
async function sendAll(
  target: Target,
  files: readonly (readonly [kind: 'finding' | 'entry', text: string])[],
) {
  const { client } = await connect(target, contract, { lookup: homeLookup, pace: hurried });
  onTestFinished(() => client.close());
  const tally: Tally = { unread: 0, refused: new Map() };
  const signal = AbortSignal.timeout(3_600_000);
  const [identity = null] = target.identities;

  async function sendFinding(text: string): Promise<void> {
    const { findings } = readFindings(text);
    for (const finding of findings) {
      const restorer = new StateRestorer(target, contract, client);
      await replayFinding(finding, { target, contract, client, restorer, signal });
    }
  }

  async function sendEntry(text: string): Promise<void> {
    for (const { wire, operation } of parseEntry(text) ?? []) {
      if (wire) await client.send({ ...wire, identity, operation }, signal);
    }
  }

  await atMostAtOnce(files, AT_ONCE, async ([kind, text]) => {
    try {
      await (kind === 'finding' ? sendFinding(text) : sendEntry(text));
    } catch (error) {
      const { name, message } = error as Error;
      if (name === 'InvalidFindings') tally.unread += 1;
      else tally.refused.set(`${name}: ${message}`, (tally.refused.get(`${name}: ${message}`) ?? 0) + 1);
    }
  });
  return tally;
}

/** The connections over which some lenient server would have changed something, or touched an account of others. */
function harm({ connections }: LenientServer): string[] {
  return connections.flatMap(({ bytes }) => {
    const done = deedsOf(bytes).filter(
      ({ changes, accounts }) => changes || accounts.some((account) => account !== ACCOUNT),
    );
    const text = bytes.toString('latin1');
    return done.length === 0 ? [] : [`${JSON.stringify(done)} by ${JSON.stringify(text)}`];
  });
}

function mutatedFiles(count: number, seed: number) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) =>
    at % 4 === 3
      ? (['entry', mutatedEntry(random)] as const)
      : (['finding', mutatedFinding(random)] as const),
  );
}

test(`nothing is written by ${FILES} mutated finding and corpus files in tier read, however the server reads (seed ${SEED})`, async () => {
  const server = await serveLeniently();
  const tally = await sendAll(farTarget(server), mutatedFiles(FILES, SEED));
  const refused = [...tally.refused].toSorted(([, one], [, other]) => other - one);
  const counts = {
    sent: server.connections.length,
    unread: tally.unread,
    refused: refused.reduce((sum, [, n]) => sum + n, 0),
  };
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(counts)}\n`);
  if (process.env['GUARD_SHOW']) for (const [why, n] of refused) process.stdout.write(`${n} ${why}\n`);
  expect(harm(server)).toEqual([]);
  // What is harmless still goes out.
  expect(counts.sent).toBeGreaterThan(FILES / 20);
}, 3_600_000);

test('the same files do harm where nobody guards', async () => {
  const server = await serveLeniently();
  const near = { ...farTarget(server), loopback: true };
  await sendAll(near, mutatedFiles(400, SEED));
  const harmed = harm(server);
  expect(harmed.length).toBeGreaterThan(60);
  expect(harmed.some((one) => one.includes(OTHER_ACCOUNT))).toBe(true);
});

/** Usage, refused for safety, or replayed with one of its verdicts; never a stack. */
const ENDS = new Set([0, 1, 2, 3, 6]);

/** The command against the server, in tier read, under a name that is not loopback. */
async function farCommand() {
  const server = await serveLeniently();
  const directory = await scratch();
  const config = join(directory, 'conformance.yaml');
  const endpoint = `http://account.example.test:${server.url.port}`;
  const standalone = `{ accountId: "${ACCOUNT}", credentials: { accessKeyId: test, secretAccessKey: test } }`;
  await writeFile(
    config,
    `targets: { far: { endpoint: "${endpoint}", standalone: ${standalone}, timing: { retries: 0 } } }`,
  );
  const run = (command: string, ...args: string[]) =>
    runCli([command, ...args, '--config', config, '--target', 'far'], {
      node: HOME_RESOLVER,
      env: { XDG_STATE_HOME: directory },
    });
  return { server, directory, run };
}

test(`nor by the command, of ${COMMANDS} files (seed ${SEED})`, async () => {
  const { server, directory, run } = await farCommand();
  const random = seededRandom(SEED);
  const files = Array.from(
    { length: COMMANDS },
    (_, at) => [join(directory, `${at}.json`), mutatedFinding(random)] as const,
  );
  const ends = await atMostAtOnce(files, 3, async ([file, text]) => {
    await writeFile(file, text);
    return run('replay', file);
  });
  expect(
    ends.filter(({ exitCode, stderr }) => !ENDS.has(exitCode ?? -1) || stderr.includes('\n    at ')),
  ).toEqual([]);
  expect(ends.some(({ exitCode }) => exitCode === 6)).toBe(true);
  expect(server.connections.length).toBeGreaterThan(0);
  expect(harm(server)).toEqual([]);
}, 1_800_000);

test(`nor by the fuzzer, of a corpus that somebody sent (seed ${SEED})`, async () => {
  const { server, directory, run } = await farCommand();
  const random = seededRandom(SEED);
  const corpus = join(directory, 'corpus');
  await mkdir(join(corpus, 'inputs'), { recursive: true });
  for (let at = 0; at < 200; at += 1) {
    await writeFile(join(corpus, 'inputs', `${at}.json`), mutatedEntry(random));
  }
  const { exitCode, stderr } = await run(
    'fuzz',
    '--corpus',
    corpus,
    '--max-requests',
    '150',
    '--time',
    '10s',
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: expect.toBeOneOf([0, 1]),
    stderr: expect.not.stringMatching(/\n {4}at /),
  });
  expect(server.connections.length).toBeGreaterThan(0);
  expect(harm(server)).toEqual([]);
}, 600_000);
