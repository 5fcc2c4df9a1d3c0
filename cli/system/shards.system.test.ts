import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { RunResult } from '../../results/record.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { EMBEDDED_WORLD } from '../../targets/config/embedded-world.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { farConfig, FAR_ACCOUNT } from '../testing/far-config.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';
import { serveSts } from '../testing/organizations-server.ts';

const [organization] = EMBEDDED_WORLD.organizations;
const ACCOUNTS = [FAR_ACCOUNT, organization?.management ?? '', ...(organization?.members.slice(0, 2) ?? [])];

/** A target with one account in no organization, and one organization. */
async function world() {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  const sts = await serveSts(
    ACCOUNTS.map((accountId) => ({ accountId, accessKeyId: testCredentials(accountId).accessKeyId })),
  );
  onTestFinished(async () => {
    await sts.close();
    await close();
  });
  const account = (accountId: string) => ({ accountId, credentials: testCredentials(accountId) });
  const [, management = '', ...members] = ACCOUNTS;
  const config = await farConfig(target.endpoint.port, {
    sts: { endpoint: sts.url.href },
    standalone: account(FAR_ACCOUNT),
    organizations: [
      {
        id: organization?.id ?? '',
        trustedAccess: true,
        allFeatures: true,
        management: account(management),
        members: members.map(account),
      },
    ],
    safety: { tier: 'write', accounts: ACCOUNTS },
  });
  return { target, config };
}

const SELECT = ['--suite', 'contacts', 'primary-contact', '--rule', '*', '--runs', '1', '--quiet'];

/** One pod: nothing is shared with the others but the target, and perhaps the state directory. */
async function pod(config: string, shard: string, more: readonly string[], state?: string) {
  const home = await scratch();
  // Reports are uploaded; what is beside a journal must not be.
  const json = join(await scratch(), 'part.json');
  const args = ['run', '--target', 'far', '--config', config, '--shard', shard, '--json', json, ...more];
  const env = { HOME: home, XDG_STATE_HOME: state ?? home };
  return { json, ...(await runCli(args, { cwd: home, node: HOME_RESOLVER, env })) };
}

test.each(['of its own', 'on a volume'])(
  'shards at the same time, with a state directory %s',
  async (state) => {
    const { target, config } = await world();
    const before = await worldState(target);
    const shared = state === 'on a volume' ? await scratch() : undefined;
    const parts = await Promise.all(
      ['1/2', '2/2'].map((shard) => pod(config, shard, [...SELECT, '--seed', '1'], shared)),
    );
    for (const { exitCode, stdout, stderr } of parts)
      expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0 });
    expect(await worldState(target)).toEqual(before);
    const results = await Promise.all(
      parts.map(async ({ json }) => JSON.parse(await readFile(json, 'utf8')) as RunResult),
    );
    const ran = results.flatMap(({ rules }) =>
      rules.filter(({ invariant }) => !invariant).map(({ id }) => id),
    );
    expect(new Set(ran).size).toBe(ran.length);
    const merged = await runCli(['merge', ...parts.map(({ json }) => json)]);
    expect(merged).toMatchObject({ exitCode: 0 });
  },
);

test('more shards than groups are exit 2 with the number, and so is a seed that is left to chance', async () => {
  const { config } = await world();
  const many = await pod(config, '3/3', [...SELECT, '--seed', '1']);
  expect(many.stderr).toContain('no more than 2 parts');
  expect(many.exitCode).toBe(2);
  const unseeded = await pod(config, '1/2', SELECT);
  expect(unseeded.stderr).toContain('needs --seed');
  expect(unseeded.exitCode).toBe(2);
});

test('a shard without rules says so, exit 0, and merges', async () => {
  const { target, config } = await world();
  const before = await worldState(target);
  const one = ['--rule', 'contacts/delete-twice', '--seed', '1', '--runs', '2', '--quiet'];
  const parts = await Promise.all(['1/2', '2/2'].map((shard) => pod(config, shard, one)));
  expect(parts.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(parts.filter(({ stdout }) => stdout.includes('none of the selected rules'))).toHaveLength(1);
  expect(await worldState(target)).toEqual(before);
  const merged = await runCli(['merge', ...parts.map(({ json }) => json)]);
  expect(merged).toMatchObject({ exitCode: 0 });
});

test('on loopback a shard without rules says so too', async () => {
  const outcomes = await Promise.all(
    ['1/2', '2/2'].map((shard) => runCli(['run', '--rule', 'contacts/delete-twice', '--shard', shard])),
  );
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(outcomes.filter(({ stdout }) => stdout.includes('none of the selected rules'))).toHaveLength(1);
});

test('the example for Kubernetes keeps its state on a volume, and names the seed', async () => {
  const text = await readFile(join(packageRoot, 'docs', 'examples', 'kubernetes-indexed-job.yaml'), 'utf8');
  const { spec } = parse(text) as { spec: { template: { spec: PodSpec } } };
  const { containers, volumes } = spec.template.spec;
  const [{ env = [], volumeMounts = [], args = [] } = {}] = containers;
  const place = env.find(({ name }) => name === 'XDG_STATE_HOME')?.value;
  const mount = volumeMounts.find(({ mountPath }) => mountPath === place);
  expect(volumes.find(({ name }) => name === mount?.name)).toHaveProperty('persistentVolumeClaim');
  expect(args.join(' ')).toMatch(/--seed \d+ --shard/);
});

interface PodSpec {
  readonly containers: readonly {
    readonly env?: readonly { readonly name: string; readonly value: string }[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
    readonly args?: readonly string[];
  }[];
  readonly volumes: readonly { readonly name: string }[];
}
