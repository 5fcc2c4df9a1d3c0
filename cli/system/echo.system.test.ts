import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTerminalReporter } from '../../reports/terminal.ts';
import { runFuzz } from '../run/fuzz-run.ts';
import { findLeaks } from '../testing/find-leaks.ts';
import { leakyTarget } from '../testing/leaky-target.ts';
import { homeLookup, hurried } from '../testing/remote-target.ts';
import { reportFiles, writeReports } from '../io/report-files.ts';
import { runConformance } from '../run/run-conformance.ts';
import { scratch } from '../testing/spawn-cli.ts';
import { tool } from '../io/tool.ts';

const KINDS = ['junit', 'json', 'html', 'markdown', 'ctrf', 'sarif', 'badge'] as const;
/** Reads of contacts and the survey of a whole run come first. */
const HONEST = 60;
const READ = {
  tier: 'read',
  oneOf: 2,
  suites: ['contacts', 'errors', 'listing', 'primary-contact'],
  findings: 5,
} as const;

beforeEach(async () => {
  const home = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = await scratch();
  onTestFinished(() => {
    if (home === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = home;
  });
});

async function textsBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

test.each([
  // Where a walk ends early, a run echoes far less than in another order.
  { ...READ, seed: 1, least: 200 },
  { ...READ, seed: 2, least: 200 },
  // What could not be put back is told as well.
  {
    tier: 'write',
    oneOf: 4,
    suites: ['contacts', 'primary-contact'],
    findings: 0,
    seed: 1,
    least: 400,
  },
] as const)('no echo of a secret gets into a report, in tier $tier, seed $seed', async (given) => {
  const { tier, oneOf, suites, findings: fewest, seed, least } = given;
  const safety = { tier, accounts: [], regions: [] };
  const { target, proxy, secrets } = await leakyTarget({ safety }, { honest: HONEST, oneOf });
  const said: string[] = [];
  const write = (text: string) => void said.push(text);
  const terminal = createTerminalReporter({
    write,
    columns: () => 100,
    color: false,
    interactive: false,
    quiet: false,
  });
  const result = await runConformance({
    target,
    edition: 'current',
    lookup: homeLookup,
    selection: { suites: [...suites] },
    seed,
    runs: 1,
    pace: hurried,
    say: write,
    onRule: (rule) => {
      write(JSON.stringify(rule));
      terminal.ruleDone(rule);
    },
    onStart: (totals) =>
      terminal.start({
        tool,
        edition: 'current',
        seed,
        target: { name: target.name, endpoint: target.endpoint.href },
        totals,
      }),
  });
  terminal.finish(result);
  const reports = join(await scratch(), 'reports');
  const paths = Object.fromEntries(KINDS.map((kind) => [kind, join(reports, `report.${kind}`)]));
  await mkdir(reports, { recursive: true });
  await writeReports(reportFiles(paths), result);
  const texts = await textsBelow(reports);
  expect(texts.length).toBe(KINDS.length);
  const findings = result.rules.flatMap(({ findings: found = [] }) => found);
  expect(findings.length, 'there is something to leak').toBeGreaterThan(fewest);
  expect(proxy.echoes).toBeGreaterThan(least);

  expect(texts.join('')).toMatch(/\[(?:original|redacted)\]/);
  expect(findLeaks([...texts, said.join('\n')], secrets())).toEqual([]);
});

test('nor into what the fuzzer keeps and shows', async () => {
  const { target, proxy, secrets } = await leakyTarget(
    { safety: { tier: 'read', accounts: [], regions: [] } },
    { honest: HONEST, oneOf: 3 },
  );
  const directory = join(await scratch(), 'corpus');
  const shown: string[] = [];
  const outcome = await runFuzz({
    target,
    edition: 'current',
    lookup: homeLookup,
    pace: hurried,
    seed: 1,
    maxRequests: 1500,
    directory,
    onFinding: (finding) => shown.push(JSON.stringify(finding)),
  });
  const texts = [...(await textsBelow(directory)), ...shown, JSON.stringify(outcome)];
  expect(proxy.echoes).toBeGreaterThan(400);
  expect(texts.join(''), 'originals were met').toContain('[original]');
  expect(findLeaks(texts, secrets())).toEqual([]);
});
