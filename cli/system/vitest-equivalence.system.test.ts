import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { suiteOf } from '../../harness/rule.ts';
import type { Outcome, RunResult } from '../../results/record.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { sampled } from '../testing/sampled.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

const vitestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) }),
  ),
});

/** How vitest shows an outcome, where a should is not a must. */
const STATUS: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  warn: 'passed',
  observed: 'passed',
  flaky: 'passed',
  known: 'passed',
  fail: 'failed',
  error: 'failed',
  fixed: 'failed',
  skipped: 'skipped',
  blocked: 'skipped',
};

/** Rules about a region on its way: skipped, on either side, where it has settled before they see it. */
const WHILE = /-while-(?:en|dis)abling$/;

/** So many suites are judged both ways; the smallest of these have this many rules. */
const SOME_SUITES = 5;
const LEAST = 60;

/** The status of each test of the embedded target in these suites, by rule. */
async function throughVitest(directory: string, suites: readonly string[]): Promise<[string, string][]> {
  const file = join(directory, 'vitest.json');
  const vitest = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'embedded', '--reporter=json', `--outputFile=${file}`];
  args.push('-t', `\\b(?:${suites.join('|')})/`);
  const { PATH, HOME } = process.env;
  await new Promise<void>((resolve) => {
    // A failed test is an exit code; what counts here is the report.
    execFile(process.execPath, args, { cwd: packageRoot, env: { PATH, HOME, CI: 'true' } }, () => resolve());
  });
  const { testResults } = vitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title }) => suites.some((suite) => title.startsWith(`${suite}/`)))
    .map(({ title, status }) => [title, status === 'pending' ? 'skipped' : status]);
}

test('vitest and run give each rule the same outcome', { timeout: 300_000 }, async () => {
  const directory = await scratch();
  const file = join(directory, 'result.json');
  // One after the other: side by side each is slower.
  const suites = sampled(
    'suites',
    [...new Set(allRules(loadContract()).map(({ id }) => suiteOf(id)))],
    SOME_SUITES,
  );
  const byVitest = await throughVitest(directory, suites);
  await runCli(['run', '--seed', '1', '--suite', ...suites, '--json', file]);
  const result = JSON.parse(await readFile(file, 'utf8')) as RunResult;
  const rules = result.rules.filter(({ suite }) => suites.includes(suite));
  expect(rules.length).toBeGreaterThan(LEAST);
  expect(byVitest).toHaveLength(rules.length);
  const byRun = rules.map(({ id, outcome }): [string, string] => [id, STATUS[outcome]]);
  const decided = (all: [string, string][]) => Object.fromEntries(all.filter(([id]) => !WHILE.test(id)));
  expect(decided(byVitest)).toEqual(decided(byRun));
  const timely = [...byVitest, ...byRun].filter(([id]) => WHILE.test(id));
  expect(timely.length).toBeGreaterThan(8);
  expect(timely.filter(([, status]) => !['passed', 'skipped'].includes(status))).toEqual([]);
});
