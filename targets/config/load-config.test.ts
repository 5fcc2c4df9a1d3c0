import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from './load-config.ts';

function directory(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'config-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

function load(text: string, env: NodeJS.ProcessEnv = {}) {
  return loadConfig({ cwd: directory({ 'account-conformance.config.yaml': text }), env });
}

const SANDBOX = `
run: { seed: 42, runs: 20, strict: false, suite: wire, junit: out/junit.xml }
targets:
  sandbox:
    endpoint: https://account.us-east-1.amazonaws.com
    region: us-east-1
    operations: all
    capabilities: { signatures: probe, quotas: false }
    values: plausible
    timing: { requestTimeout: 10s, consistencyWindow: 500ms, regionTimeout: 30m }
    reset: { url: "http://127.0.0.1:5000/moto-api/reset" }
    standalone: { accountId: "111111111111", credentials: { accessKeyId: AKIA, secretAccessKey: s } }
    organizations:
      - { id: o-example1, trustedAccess: true, allFeatures: true,
          management: { accountId: "222222222222", credentials: { profile: org-admin } },
          delegatedAdmin: { accountId: "333333333333", credentials: { roleArn: "arn:aws:iam::333333333333:role/probe" } },
          members: [ { accountId: "444444444444" } ] }
    safety: { tier: write, accounts: ["111111111111"], regions: [af-south-1] }
`;

test('everything that can be configured is read', async () => {
  const config = await load(SANDBOX);
  expect(config?.run).toEqual({ seed: 42, runs: 20, strict: false, suite: ['wire'], junit: 'out/junit.xml' });
  const sandbox = config?.targets['sandbox'];
  expect(sandbox?.endpoint.href).toBe('https://account.us-east-1.amazonaws.com/');
  expect(sandbox?.timing).toEqual({
    requestTimeout: 10_000,
    consistencyWindow: 500,
    regionTimeout: 1_800_000,
  });
  expect(sandbox?.organizations?.[0]?.members).toEqual([{ accountId: '444444444444' }]);
});

test.for([
  ['account-conformance.config.yaml', 'run: { seed: 7 }'],
  ['account-conformance.config.json', '{"run":{"seed":7}}'],
  ['account-conformance.config.ts', 'const seed: number = 7; export default { run: { seed } };'],
  ['account-conformance.config.js', 'export default { run: { seed: 7 } };'],
] as const)('%s is found', async ([name, text]) => {
  const cwd = directory({ [name]: text, 'package.json': '{"type":"module"}' });
  expect(await loadConfig({ cwd, env: {} })).toMatchObject({ file: join(cwd, name), run: { seed: 7 } });
});

test('no file, no configuration; a named file that is missing is an error', async () => {
  const cwd = directory({});
  expect(await loadConfig({ cwd, env: {} })).toBeNull();
  await expect(loadConfig({ cwd, file: 'my.yaml', env: {} })).rejects.toMatchObject({
    name: 'ConfigError',
    file: join(cwd, 'my.yaml'),
    expectation: 'there is no such file',
  });
});

test('a named file is read instead of the one that would be found', async () => {
  const cwd = directory({
    'account-conformance.config.yaml': 'run: { seed: 1 }',
    'my.yaml': 'run: { seed: 2 }',
  });
  expect((await loadConfig({ cwd, file: 'my.yaml', env: {} }))?.run).toEqual({ seed: 2 });
});

test('an empty file configures nothing', async () => {
  expect(await load('# nothing\n')).toMatchObject({ run: {}, targets: {} });
});

test('variables become what their key needs', async () => {
  const config = await load(
    'run: { seed: "${SEED}", strict: "${STRICT}", junit: "${NUMBER}", shard: "${A}/$${A}/${NUMBER}" }\n' +
      'targets: { t: { endpoint: "${URL}", standalone: { accountId: "${ACCOUNT}" }, capabilities: { quotas: "${STRICT}", signatures: "${PROBE}" } } }',
    {
      SEED: '42',
      STRICT: 'true',
      NUMBER: '7',
      A: 'a',
      URL: 'http://127.0.0.1:1',
      ACCOUNT: '012345678901',
      PROBE: 'probe',
    },
  );
  expect(config?.run).toEqual({ seed: 42, strict: true, junit: '7', shard: 'a/${A}/7' });
  expect(config?.targets['t']).toMatchObject({
    standalone: { accountId: '012345678901' },
    capabilities: { quotas: true, signatures: 'probe' },
  });
});

test.for([
  ['runs: { seed: 1 }', 'runs', 'unknown key; the nearest known one is "run"'],
  ['run: { sede: 1 }', 'run.sede', 'unknown key; the nearest known one is "seed"'],
  ['run: { xyzxyzxyzxyz: 1 }', 'run.xyzxyzxyzxyz', /^unknown key; known ones: suite, rule/],
  ['run: { expectations: a.yaml }', 'run.expectations', 'expectations is called knownFailures now'],
  ['run: { seed: one }', 'run.seed', 'expected a whole number'],
  ['run: { runs: 0 }', 'run.runs', 'expected a whole number, 1 or more'],
  ['run: { strict: "${STRICT}" }', 'run.strict', 'expected true or false'],
  ['run: { junit: "a/${MISSING}" }', 'run.junit', 'the environment variable MISSING is not set'],
  ['run: [1]', 'run', 'expected a section with keys of its own'],
  ['just text', '', 'expected a section with keys of its own'],
  ['targets: { t: { endpoint: 1 } }', 'targets.t.endpoint', /^expected an http or https URL/],
  ['targets: { t: { region: us-east-1 } }', 'targets.t.endpoint', /^expected an http or https URL/],
  ['targets: { t: { endpoint: "ftp://x" } }', 'targets.t.endpoint', /^expected an http or https URL/],
  ['targets: { t: { endpoint: "http://u:p@x" } }', 'targets.t.endpoint', /without user, password/],
  [
    'targets: { t: { endpoint: "http://x", timing: { requestTimeout: 10 } } }',
    'targets.t.timing.requestTimeout',
    'expected a duration such as 500ms, 10s or 30m',
  ],
  [
    'targets: { t: { endpoint: "http://x", capabilities: { quotas: maybe } } }',
    'targets.t.capabilities.quotas',
    'expected true, false or probe',
  ],
  [
    'targets: { t: { endpoint: "http://x", standalone: { accountId: 111111111111 } } }',
    'targets.t.standalone.accountId',
    'expected 12 digits in quotes',
  ],
  [
    'targets: { t: { endpoint: "http://x", standalone: { accountId: "111111111111", credentials: { accessKeyId: x } } } }',
    'targets.t.standalone.credentials',
    'expected accessKeyId with secretAccessKey, or profile, or roleArn',
  ],
  [
    'targets: { t: { endpoint: "http://x", organizations: [ { id: o, trustedAccess: true, allFeatures: true, management: { accountID: "1" } } ] } }',
    'targets.t.organizations[0].management.accountID',
    'unknown key; the nearest known one is "accountId"',
  ],
  [
    'targets: { t: { endpoint: "http://x", safety: { tier: all } } }',
    'targets.t.safety.tier',
    'expected one of read, write, regions',
  ],
  ['run: { seed: 1', 'line 2, column 1', /./],
  ['run: { seed: 1 }\nrun: { seed: 2 }', 'line 2, column 1', /unique/],
] as const)('%s', async ([text, key, expectation]) => {
  const failure = load(`${text}\n`, { STRICT: 'perhaps' });
  await expect(failure).rejects.toMatchObject({
    name: 'ConfigError',
    code: 'ERR_CONFIG',
    file: expect.stringMatching(/account-conformance\.config\.yaml$/),
    key,
    expectation: typeof expectation === 'string' ? expectation : expect.stringMatching(expectation),
  });
  await expect(failure).rejects.toThrow(/account-conformance\.config\.yaml(: | › )/);
});

test('two configurations side by side are an error', async () => {
  const cwd = directory({ 'account-conformance.config.yaml': '', 'account-conformance.config.json': '{}' });
  await expect(loadConfig({ cwd, env: {} })).rejects.toThrow(
    /config\.yaml and account-conformance\.config\.json/,
  );
});

test('a module that fails or exports nothing is an error of the configuration', async () => {
  const failing = directory({ 'my.ts': 'throw new Error("no luck");' });
  await expect(loadConfig({ cwd: failing, file: 'my.ts', env: {} })).rejects.toThrow(/my\.ts: no luck/);
  const empty = directory({ 'my.ts': 'export const run = {};' });
  await expect(loadConfig({ cwd: empty, file: 'my.ts', env: {} })).rejects.toThrow(
    /expected a default export/,
  );
});
