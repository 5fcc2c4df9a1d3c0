/**
 * node scripts/prove-compounds.ts [--count 100] [--seed 1] [--seeds 5] [--size K …]
 * Measures the recall of services with many faults at once, of each size that has a bound. Goes on where it was stopped
 * (out/compounds.jsonl), unless the code, the seed or the number of seeds is another. Writes out/compounds-K.json.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_RUNS } from '../cli/run/run-conformance.ts';
import { Compounding } from '../mutants/compound/compound.ts';
import { allMutants } from '../mutants/registry.ts';
import { drawCompounds, rememberingJudge, runCompounds } from '../proof/compounds/run-compounds.ts';
import { judgeInThreadPool } from '../proof/thread-pool.ts';
import { COMPOUND_SIZES, compoundsText, isRecallEnough } from '../results/compounds-report.ts';
import { DEFAULT_EDITION } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { codeNow } from './code-now.ts';

const OUT = join(packageRoot, 'out');
const THREADS_PER_PROCESSOR = 2;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '5' },
    size: { type: 'string', multiple: true },
  },
});
const [count, seed, seedsAlone] = [values.count, values.seed, values.seeds].map(Number) as [
  number,
  number,
  number,
];
const sizes = values.size?.map(Number) ?? COMPOUND_SIZES.map(({ size }) => size);
const edition = DEFAULT_EDITION;
const runs = DEFAULT_RUNS;

const mutants = allMutants(edition);
const compounding = new Compounding(loadContract(edition));
const pool = judgeInThreadPool(
  [],
  { edition, seed, runs, full: false, neighbours: 0, seedsAlone },
  availableParallelism() * THREADS_PER_PROCESSOR,
);
const measured = `code ${codeNow()}, edition ${edition}, seed ${seed}, ${runs} runs, ${seedsAlone} seeds alone`;
const judge = await rememberingJudge(pool, join(OUT, 'compounds.jsonl'), measured);
process.stdout.write(`${measured}; ${judge.remembered} compounds judged before\n`);
const { signal } = new AbortController();
for (const size of sizes) {
  const compounds = drawCompounds(mutants, { size, count, seed }, compounding);
  const report = await runCompounds({ compounds, edition, seed, runs, size, signal }, judge);
  await writeFile(join(OUT, `compounds-${size}.json`), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`\n${compoundsText(report)}`);
  if (!isRecallEnough(report)) process.exitCode = 1;
}
await pool.close();
