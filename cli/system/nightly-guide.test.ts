import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../spec/package-root.ts';
import { loadConfig } from '../../targets/config/load-config.ts';
import { resolveTarget } from '../../targets/config/resolve-target.ts';
import { createProgram } from '../options/program.ts';

const guide = await readFile(join(packageRoot, 'docs', 'nightly.md'), 'utf8');
const workflow = await readFile(join(packageRoot, 'docs', 'examples', 'nightly.yml'), 'utf8');

function blocksOf(language: string): string[] {
  return [...guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

test('the configuration of the guide is one, and addresses what it says', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, 'account-conformance.config.yaml');
  const [config = ''] = blocksOf('yaml');
  await writeFile(file, config);
  const env = { EXTERNAL_ID: 'only-we-know' };
  const loaded = await loadConfig({ cwd: directory, file, env });
  const { identities, safety, loopback, timing, world } = resolveTarget({
    target: 'sandbox',
    env,
    ...(loaded ? { config: loaded } : {}),
  });
  expect(identities.map(({ role }) => role)).toEqual(['standalone', 'management', 'member']);
  expect({ loopback, tier: safety.tier, retries: timing.retries }).toEqual({
    loopback: false,
    tier: 'read',
    retries: 2,
  });
  expect(world.organizations[0]?.trustedAccess).toBe(true);
});

test('the trust policy of the guide is JSON', () => {
  for (const text of blocksOf('json')) expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test('every command of the guide and of the workflow has the options that it names', () => {
  const lines = [...blocksOf('sh').flatMap((block) => block.split('\n')), ...runStepsOf(workflow)]
    .map((line) => /account-conformance ([^#>|&]*)/.exec(line)?.[1]?.trim().split(/\s+/) ?? [])
    .filter((words) => words.length > 0);
  expect(lines.length).toBeGreaterThan(4);
  for (const [name = '', ...words] of lines) {
    const known = createProgram().commands.find((command) => command.name() === name);
    expect(known, name).toBeDefined();
    const options = words.filter((word) => word.startsWith('--'));
    expect(options.filter((option) => !hasOption(known, option))).toEqual([]);
  }
});

test('the workflow asks for a token, assumes the role, and keeps the reports also of a run that failed', () => {
  const { permissions, jobs } = parse(workflow) as Workflow;
  expect(permissions['id-token']).toBe('write');
  const { steps } = jobs['conformance'] ?? { steps: [] };
  const uses = steps.map(({ uses: action = '' }) => action.split('@')[0]);
  expect(uses).toContain('aws-actions/configure-aws-credentials');
  const upload = steps.find(({ uses: action }) => action?.startsWith('actions/upload-artifact'));
  const summary = steps.find(({ run }) => run?.includes('GITHUB_STEP_SUMMARY'));
  expect([upload?.if, summary?.if]).toEqual(['always()', 'always()']);
});

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { uses?: string; run?: string; if?: string }[] }>
  >;
}

function runStepsOf(text: string): string[] {
  const { jobs } = parse(text) as Workflow;
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.split('\n') ?? []));
}

function hasOption(command: Command | undefined, option: string): boolean {
  return command?.options.some(({ long }) => long === option) ?? false;
}
