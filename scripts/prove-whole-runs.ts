/**
 * node scripts/prove-whole-runs.ts [--seed 1] [--count N] [--only orders|pairs]
 * (orders) Lets all rules judge compounds of ten mutants in five orders each: the same rules have to fail. Mutants that
 * answer by what was asked before, such as each fifth time, or while a region changes are left out. (pairs) The same
 * for compounds of two and each of their components alone: prints each must that fails on the compound alone, to be examined.
 * Ten compounds of ten and twenty-five of two, or `--count` of each. Goes on where it was stopped (out/whole-runs.jsonl),
 * unless the code or the seed is another. Exit 1 where an order changed what fails.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_RUNS } from '../cli/run/run-conformance.ts';
import { Compounding } from '../mutants/compound/compound.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { allMutants } from '../mutants/registry.ts';
import { drawCompounds } from '../proof/compounds/run-compounds.ts';
import { openLedger } from '../proof/ledger.ts';
import { judgeInThreadPool } from '../proof/thread-pool.ts';
import { differing, onlyTogether, type WholeOutcome } from '../proof/whole-runs/judge-whole.ts';
import { DEFAULT_EDITION } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { codeNow } from './code-now.ts';

const ORDERS = [1, 2, 3, 4, 5];
const LONGEST = 300;

const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const edition = DEFAULT_EDITION;
const runs = DEFAULT_RUNS;
const mutants = allMutants(edition);
const compounding = new Compounding(loadContract(edition));
const pool = judgeInThreadPool(
  [],
  { edition, seed, runs, full: false, neighbours: 0 },
  availableParallelism(),
);
const measured = `code ${codeNow()}, edition ${edition}, seed ${seed}, ${runs} runs`;
const ledger = await openLedger<WholeOutcome>(join(packageRoot, 'out', 'whole-runs.jsonl'), measured);
const say = (text: string) => process.stdout.write(`${text}\n`);
say(`${measured}; ${ledger.size} runs before`);

async function whole(components: readonly Mutant[], order?: number): Promise<WholeOutcome> {
  const key = `${idsOf(components).join(' ')} ${order ?? 'by id'}`;
  const known = ledger.get(key);
  if (known) return known;
  const outcome = await pool.whole(components, order);
  await ledger.add(key, outcome);
  say(
    `  ${outcome.failing.length} rules fail, ${outcome.requests} requests, ${(outcome.durationMs / 1000).toFixed(0)} s: ${key}`,
  );
  return outcome;
}

async function orders(count: number): Promise<void> {
  let wrong = 0;
  const steady = mutants.filter(({ ordered }) => !ordered);
  for (const components of drawCompounds(steady, { size: 10, count, seed }, compounding)) {
    const outcomes = await Promise.all(ORDERS.map((order) => whole(components, order)));
    const rules = differing(outcomes);
    if (rules.length === 0) continue;
    wrong += 1;
    say(`otherwise by the order, of ${idsOf(components).join(' ')}:`);
    for (const id of rules) {
      say(`  ${id}: ${outcomes.map(({ failing }) => (failing.includes(id) ? 'fails' : '-')).join(' ')}`);
      for (const { findings, flaky } of outcomes)
        for (const { rule, message } of [...findings, ...flaky])
          if (rule === id) say(`    ${message.slice(0, LONGEST)}`);
    }
  }
  say(`${count} compounds of 10 in ${ORDERS.length} orders: ${count - wrong} fail alike in all of them`);
  if (wrong > 0) process.exitCode = 1;
}

async function pairs(count: number): Promise<void> {
  let shown = 0;
  for (const components of drawCompounds(mutants, { size: 2, count, seed }, compounding)) {
    const [together, ...alone] = await Promise.all([
      whole(components),
      ...components.map((one) => whole([one])),
    ]);
    const findings = onlyTogether(together, alone);
    shown += findings.length;
    if (findings.length > 0) say(`only together, of ${idsOf(components).join(' ')}:`);
    for (const { id, message } of findings) say(`  ${id}\n    ${message.slice(0, LONGEST)}`);
  }
  say(`${count} compounds of 2 and their components: ${shown} findings of musts on the compound alone`);
}

function idsOf(components: readonly Mutant[]): string[] {
  return components.map(({ id }) => id);
}

const countOf = (usual: number) => (values.count === undefined ? usual : Number(values.count));
if (values.only !== 'pairs') await orders(countOf(10));
if (values.only !== 'orders') await pairs(countOf(25));
await pool.close();
