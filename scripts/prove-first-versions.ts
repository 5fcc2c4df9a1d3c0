/**
 * node scripts/prove-first-versions.ts [--only NAME …] [--verbose]
 * Lets all rules judge services as somebody writes them first, and prints which of their divergences are found, and what
 * became of the rules that missed one. Exit 1 below 95 %. `--verbose` prints the finding of each.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_RUNS } from '../cli/run/run-conformance.ts';
import {
  FIRST_VERSIONS,
  isEnough,
  versionsText,
  judgeVersion,
} from '../proof/first-versions/first-versions.ts';
import { loadContract } from '../spec/load-contract.ts';
import { allRules } from '../suites/registry.ts';

const SEED = 1;

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, verbose: { type: 'boolean', default: false } },
});
const contract = loadContract();
const { signal } = new AbortController();
const run = { contract, rules: allRules(contract), seed: SEED, runs: DEFAULT_RUNS, signal };

const rows = [];
for (const version of FIRST_VERSIONS.filter(({ name }) => values.only?.includes(name) ?? true))
  rows.push(await judgeVersion(version, run));
if (values.verbose)
  for (const { fault, foundBy } of rows.flatMap(({ divergences }) => divergences))
    process.stdout.write(
      foundBy
        ? `${fault}\n  ${foundBy.rule}: ${foundBy.expected}; got ${foundBy.actual}\n`
        : `${fault}\n  not found\n`,
    );
process.stdout.write(versionsText(rows));
if (rows.length === 0 || !isEnough(rows)) process.exitCode = 1;
