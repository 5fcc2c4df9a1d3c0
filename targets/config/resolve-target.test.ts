import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isGoverned } from '../pacing/governor.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { resolveTarget } from './resolve-target.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };

async function configured(targets: object): Promise<LoadedConfig> {
  const cwd = mkdtempSync(join(tmpdir(), 'resolve-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'account-conformance.config.json'), JSON.stringify({ targets }));
  const config = await loadConfig({ cwd, env: {} });
  if (!config) throw new Error('the configuration was not found');
  return config;
}

test('an endpoint on loopback: test credentials, everything allowed, no patience', async () => {
  const target = resolveTarget({ endpoint: 'http://127.0.0.1:5000/prefix', env: {} });
  expect(target).toMatchObject({
    name: '127.0.0.1:5000',
    region: 'us-east-1',
    loopback: true,
    operations: 'all',
    capabilities: { signatures: 'probe', quotas: false, authorization: false, events: false },
    values: 'any',
    timing: { requestTimeout: 10_000, consistencyWindow: 0, regionTimeout: 10_000 },
    safety: { tier: 'regions' },
    world: { standalone: [], organizations: [] },
  });
  expect(target.identities).toHaveLength(1);
  expect(target.identities[0]).toMatchObject({ name: 'standalone', role: 'standalone', accountId: null });
  expect(await target.identities[0]?.credentials()).toMatchObject({ accessKeyId: 'AKIDTEST111111111111' });
});

test('an endpoint elsewhere: reads only, plausible values, patience', async () => {
  const env = { ...KEYS, AWS_ACCOUNT_ID: '111111111111', AWS_REGION: 'us-gov-west-1' };
  const target = resolveTarget({ endpoint: 'https://account.us-east-1.amazonaws.com', env });
  expect(target).toMatchObject({
    region: 'us-east-1',
    loopback: false,
    values: 'plausible',
    timing: { requestTimeout: 10_000, consistencyWindow: 10_000, regionTimeout: 1_800_000 },
    safety: { tier: 'read', accounts: [], regions: [] },
    world: { standalone: ['111111111111'] },
  });
  expect(await target.identities[0]?.credentials()).toEqual({
    accessKeyId: 'AKIAENV',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

test('variables name the endpoint, the service’s own first; an option goes before both', () => {
  const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_ACCOUNT: 'http://127.0.0.1:2' };
  expect(resolveTarget({ env }).endpoint.port).toBe('2');
  expect(resolveTarget({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } }).endpoint.port).toBe('1');
  expect(resolveTarget({ env, endpoint: 'http://127.0.0.1:3' }).endpoint.port).toBe('3');
  expect(resolveTarget({ env, target: 'moto' }).endpoint.port).toBe('5000');
});

test('the signing region comes from the option, then the configuration, and never from the variables', async () => {
  const config = await configured({ t: { endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' } });
  const env = { AWS_REGION: 'eu-west-2' };
  expect(resolveTarget({ target: 't', config, env, region: 'eu-west-3' }).region).toBe('eu-west-3');
  expect(resolveTarget({ target: 't', config, env }).region).toBe('eu-west-1');
  expect(resolveTarget({ endpoint: 'http://127.0.0.1:1', env }).region).toBe('us-east-1');
});

test('a configured target: its identities have credentials, its world has everyone', async () => {
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 's' };
  const config = await configured({
    sandbox: {
      endpoint: 'https://account.us-east-1.amazonaws.com',
      operations: ['ListRegions'],
      capabilities: { signatures: true },
      timing: { consistencyWindow: '3s' },
      reset: { url: 'http://127.0.0.1:5000/reset' },
      standalone: { accountId: '111111111111', credentials },
      organizations: [
        {
          id: 'o-1',
          trustedAccess: true,
          allFeatures: false,
          management: { accountId: '222222222222', credentials },
          delegatedAdmin: { accountId: '333333333333' },
          members: [
            { accountId: '333333333333', credentials },
            { accountId: '444444444444', credentials },
            { accountId: '555555555555' },
          ],
        },
      ],
      safety: { tier: 'write', accounts: ['444444444444'] },
    },
  });
  const target = resolveTarget({ target: 'sandbox', config, env: {} });
  expect(
    target.identities.map(({ name, role, accountId, organization }) => [name, role, accountId, organization]),
  ).toEqual([
    ['standalone', 'standalone', '111111111111', null],
    ['o-1/management', 'management', '222222222222', 'o-1'],
    ['o-1/delegatedAdmin', 'delegatedAdmin', '333333333333', 'o-1'],
    ['o-1/444444444444', 'member', '444444444444', 'o-1'],
  ]);
  expect(target).toMatchObject({
    name: 'sandbox',
    operations: ['ListRegions'],
    capabilities: { signatures: true, quotas: false },
    timing: { requestTimeout: 10_000, consistencyWindow: 3000 },
    reset: { method: 'POST' },
    safety: { tier: 'write', accounts: ['444444444444'], regions: [] },
    world: {
      standalone: ['111111111111'],
      organizations: [
        {
          id: 'o-1',
          allFeatures: false,
          management: '222222222222',
          delegatedAdmin: '333333333333',
          members: ['333333333333', '444444444444', '555555555555'],
        },
      ],
    },
  });
});

test('an endpoint given on the way replaces the configured one, and decides what is allowed', async () => {
  const config = await configured({ t: { endpoint: 'http://127.0.0.1:1' } });
  expect(resolveTarget({ target: 't', config, env: {} }).safety.tier).toBe('regions');
  const elsewhere = resolveTarget({ target: 't', config, env: {}, endpoint: 'https://account.example' });
  expect(elsewhere).toMatchObject({ name: 't', loopback: false, safety: { tier: 'read' } });
});

test('a configured name goes before a preset of the same name', async () => {
  const config = await configured({ moto: { endpoint: 'http://127.0.0.1:9' } });
  expect(resolveTarget({ target: 'moto', config, env: {} }).endpoint.port).toBe('9');
});

test('a profile that does not exist is an error of the configuration, when it is first needed', async () => {
  const config = await configured({
    t: {
      endpoint: 'http://127.0.0.1:1',
      standalone: { accountId: '111111111111', credentials: { profile: 'no-such-profile-here' } },
    },
  });
  const [identity] = resolveTarget({ target: 't', config, env: {} }).identities;
  await expect(async () => identity?.credentials()).rejects.toMatchObject({
    name: 'ConfigError',
    key: 'standalone',
    expectation: expect.stringMatching(/^no credentials: .*no-such-profile-here/),
  });
});

test.for([
  [{ target: 'motto' }, /target "motto": unknown target; the nearest known one is "moto"/],
  [{ target: 'sandbx' }, /account-conformance\.config\.json › target "sandbx": .* is "sandbox"/],
  [{ target: 'constructor' }, /unknown target; known ones: embedded, moto, ministack, sandbox/],
  [{ target: 'sandbox' }, /targets\.sandbox\.operations\[1\]: unknown operation "ListRegion".*"ListRegions"/],
  [{ target: 'twice' }, /targets\.twice: account 222222222222 stands in two places/],
  [{ target: 'embedded' }, /no endpoint until it is served/],
  [{ endpoint: 'localhost:5000' }, /--endpoint: expected an http or https URL/],
  [{ endpoint: 'http://user@127.0.0.1' }, /without user, password/],
  [{ endpoint: 'http://:pw@127.0.0.1' }, /without user, password/],
  [{ endpoint: 'http://127.0.0.1/?a=b' }, /without user, password, query/],
  [{ endpoint: 'http://127.0.0.1/#a' }, /query and fragment/],
  [{}, /expected --target, --endpoint or AWS_ENDPOINT_URL_ACCOUNT/],
] as const)('%j', async ([options, message]) => {
  const config = await configured({
    sandbox: { endpoint: 'http://127.0.0.1:1', operations: ['GetAlternateContact', 'ListRegion'] },
    twice: {
      endpoint: 'http://127.0.0.1:1',
      organizations: [
        {
          id: 'o',
          trustedAccess: true,
          allFeatures: true,
          management: { accountId: '222222222222' },
          members: [{ accountId: '222222222222' }],
        },
      ],
    },
  });
  expect(() => resolveTarget({ ...options, config, env: {} })).toThrow(
    expect.objectContaining({ name: 'ConfigError', message: expect.stringMatching(message) }),
  );
});

test('a bad variable is named', () => {
  expect(() => resolveTarget({ env: { AWS_ENDPOINT_URL: 'nonsense' } })).toThrow(
    /^AWS_ENDPOINT_URL: expected/,
  );
});

const TEST_KEYS = { accessKeyId: 'test', secretAccessKey: 'test' };

test.each<[boolean, string, object, object]>([
  [true, 'http://moto:5000', TEST_KEYS, {}],
  [false, 'http://moto:5000', TEST_KEYS, { emulator: false }],
  [false, 'http://moto:5000', { ...TEST_KEYS, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, {}],
  [false, 'http://moto:5000', { ...TEST_KEYS, accessKeyId: 'ABIAIOSFODNN7EXAMPLE' }, {}],
  [false, 'http://moto:5000', { profile: 'sandbox' }, { emulator: true }],
  [false, 'https://moto:5000', TEST_KEYS, {}],
  [false, 'http://account.us-east-1.amazonaws.com', TEST_KEYS, {}],
  [false, 'http://127.0.0.1:5000', TEST_KEYS, {}],
])('an emulator elsewhere (%s): %s with %j, %j', async (isOne, endpoint, credentials, more) => {
  const standalone = { accountId: '111111111111', credentials };
  const config = await configured({ mine: { endpoint, standalone, ...more } });
  const target = resolveTarget({ target: 'mine', config, env: {} });
  expect({ emulator: target.emulator ?? false, loopback: target.loopback }).toEqual({
    emulator: isOne,
    loopback: endpoint.includes('127.0.0.1'),
  });
  expect(isGoverned(target)).toBe(!isOne && !target.loopback);
  expect(target.safety.tier).toBe(target.loopback ? 'regions' : 'read');
});

test('one identity whose keys may be of AWS makes none of a target that is asked in plain HTTP', async () => {
  const standalone = { accountId: '111111111111', credentials: TEST_KEYS };
  const management = { accountId: '222222222222', credentials: { profile: 'sandbox' } };
  const organizations = [{ id: 'o-a', trustedAccess: true, allFeatures: true, management }];
  const config = await configured({ mine: { endpoint: 'http://moto:5000', standalone, organizations } });
  expect(resolveTarget({ target: 'mine', config, env: {} }).emulator).toBeUndefined();
});
