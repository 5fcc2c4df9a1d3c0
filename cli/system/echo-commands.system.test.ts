import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../spec/package-root.ts';
import { findLeaks } from '../testing/find-leaks.ts';
import { leakyTarget, type LeakyTarget } from '../testing/leaky-target.ts';
import { runCli, scratch, type Ended } from '../testing/spawn-cli.ts';

/** Every name is this machine. */
const RESOLVER = `
  import dns from 'node:dns';
  dns.lookup = (name, options, callback) => {
    const done = callback ?? options;
    if (options?.all) process.nextTick(done, null, [{ address: '127.0.0.1', family: 4 }]);
    else process.nextTick(done, null, '127.0.0.1', 4);
  };`;
const PRELOAD = `data:text/javascript,${encodeURIComponent(RESOLVER)}`;
const REPORTS = ['junit', 'json', 'html', 'markdown', 'ctrf', 'sarif', 'badge'];
const RULES = [
  'contacts/read-twice',
  'errors/account-id-forms/*',
  'errors/awkward-texts/ListRegions',
  'errors/get-absent-contact',
  'errors/documented',
  'errors/header',
  'errors/body',
  'wire/http/accept-anything/ListRegions',
].flatMap((id) => ['--rule', id]);

/** The leaky target as somebody configures it, and what the commands say of it. */
async function configured(tier: 'read' | 'write', leaky: LeakyTarget) {
  const directory = await scratch();
  const { target, credentials } = leaky;
  const config = {
    targets: {
      sandbox: {
        endpoint: target.endpoint.href,
        region: target.region,
        capabilities: { signatures: false, quotas: false },
        timing: { requestTimeout: '5s', consistencyWindow: '0s', retries: 0 },
        sts: { endpoint: target.sts?.href },
        standalone: {
          accountId: '111111111111',
          credentials: {
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: '${LEAKY_SECRET}',
            sessionToken: '${LEAKY_TOKEN}',
          },
        },
        safety: { tier, accounts: [], regions: [] },
      },
    },
  };
  const file = join(directory, 'account-conformance.config.json');
  await writeFile(file, JSON.stringify(config));
  const summary = join(directory, 'summary.md');
  const env = {
    LEAKY_SECRET: credentials.secretAccessKey,
    LEAKY_TOKEN: credentials.sessionToken,
    XDG_STATE_HOME: await scratch(),
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
  };
  const said: string[] = [];
  const run = async (...args: string[]): Promise<Ended> => {
    // What a journal records need not be read.
    leaky.proxy.reset(args[0] === 'restore' ? 0 : undefined);
    const ended = await runCli([...args, '--target', 'sandbox'], {
      cwd: directory,
      env,
      node: ['--import', PRELOAD],
    });
    said.push(ended.stdout, ended.stderr);
    return ended;
  };
  return { directory, env, run, said };
}

async function textsBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

const INERT =
  /^[^\S\n]*::(?!(?:error|warning|notice) title=)|##(?:vso|teamcity)?\[|[^\P{Cc}\n\r\t]|[\u202A-\u202E\u2066-\u2069]/mu;

test('run, replay, fuzz and doctor write and print nothing of what a service echoes', async () => {
  const leaky = await leakyTarget({}, { honest: 12, oneOf: 2 });
  const { directory, run, said } = await configured('read', leaky);
  const reports = REPORTS.flatMap((kind) => [`--${kind}`, join(directory, `report.${kind}`)]);
  const ran = await run('run', '--runs', '1', '--seed', '1', ...RULES, ...reports);
  expect(ran.exitCode, ran.stderr).toBe(1);
  const result = join(directory, 'report.json');
  await run('replay', result, '--rule', 'errors/body', 'errors/awkward-texts/ListRegions');
  await run(
    'fuzz',
    '--max-requests',
    '40',
    '--max-findings',
    '4',
    '--seed',
    '1',
    '--corpus',
    join(directory, 'corpus'),
  );
  await run('replay', join(directory, 'corpus'));
  const doctor = await run('doctor');
  expect(doctor.stdout).toContain('endpoint');
  const texts = await textsBelow(directory);
  expect(texts.length).toBeGreaterThan(REPORTS.length + 4);
  expect(findLeaks([...texts, ...said], leaky.secrets())).toEqual([]);
  expect(said.join('')).toMatch(/\[original\]/);
  expect(said.join('')).toMatch(/\[redacted\]/);
  expect(said.map((text) => INERT.exec(text)?.[0] ?? null)).toEqual(said.map(() => null));
});

test('nor do a run that cannot put the state back, and restore', async () => {
  const leaky = await leakyTarget({}, { honest: 24, oneOf: 2 });
  const { directory, run, said } = await configured('write', leaky);
  const json = join(directory, 'report.json');
  const ran = await run('run', '--runs', '1', '--seed', '1', '--rule', 'contacts/*', '--json', json);
  expect(ran.exitCode, ran.stderr).toBe(5);
  const restored = await run('restore');
  expect(restored.exitCode).toBe(5);
  expect(said.map((text) => INERT.exec(text)?.[0] ?? null)).toEqual(said.map(() => null));
  expect(findLeaks([...(await textsBelow(directory)), ...said], leaky.secrets())).toEqual([]);
});

test('nor does the vitest binding', async () => {
  const leaky = await leakyTarget({}, { honest: 12, oneOf: 2 });
  const { directory, env } = await configured('read', leaky);
  const binding = JSON.stringify(join(packageRoot, 'cli', 'vitest.ts'));
  const rules = JSON.stringify(RULES.filter((one) => one !== '--rule'));
  await mkdir(join(directory, 'tests'));
  await writeFile(
    join(directory, 'tests', 'leaky.test.ts'),
    `import { conformance } from ${binding};\nconformance({ target: 'sandbox', runs: 1, rules: ${rules} });\n`,
  );
  await writeFile(
    join(directory, 'vitest.config.mjs'),
    `export default { test: { include: ['tests/*.test.ts'], pool: 'forks' }, server: { fs: { strict: false } } };\n`,
  );
  const vitest = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(directory, 'vitest.json');
  const said = await new Promise<string>((resolve) => {
    const { PATH, HOME } = process.env;
    execFile(
      process.execPath,
      [
        vitest,
        'run',
        '--root',
        directory,
        '--reporter=json',
        '--reporter=default',
        `--outputFile.json=${report}`,
      ],
      {
        cwd: directory,
        maxBuffer: 2 ** 26,
        env: {
          PATH,
          HOME,
          CI: 'true',
          NO_COLOR: '1',
          ...env,
          GITHUB_ACTIONS: '',
          NODE_OPTIONS: `--import "${PRELOAD}"`,
        },
      },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });
  const texts = [said, await readFile(report, 'utf8')];
  expect(findLeaks(texts, leaky.secrets())).toEqual([]);
  expect(texts.join('')).toMatch(/\[(?:redacted|original)\]/);
});
