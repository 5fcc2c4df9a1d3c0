import { availableParallelism } from 'node:os';
import { allMutants } from '../../mutants/registry.ts';
import { isProven, killMatrixText } from '../../results/kill-matrix.ts';
import type { Edition } from '../../spec/contract.ts';
import { UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { judgeInThreadPool } from '../../proof/thread-pool.ts';
import { checkWritable, writeReport } from '../io/report-files.ts';
import { DEFAULT_RUNS } from '../run/run-conformance.ts';
import { runMutants, selectMutants } from '../../proof/run-mutants.ts';
import { Compounding, chosenComponents } from '../../mutants/compound/compound.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import { drawCompounds, runCompounds } from '../../proof/compounds/run-compounds.ts';
import { compoundsText, isRecallEnough } from '../../results/compounds-report.ts';
import { loadContract } from '../../spec/load-contract.ts';

interface MutantsOptions {
  readonly edition: Edition;
  readonly json?: string;
  readonly html?: string;
  readonly only?: string[];
  readonly seed?: number;
  readonly full?: boolean;
  /** How many faults each service has; absent: one, as the kill matrix takes it. */
  readonly compound?: number;
  readonly count?: number;
}

const DEFAULT_SEED = 1;
/** Of compounds. */
const DEFAULT_COUNT = 100;
/** Rules asked beside the named one where that finds nothing. */
const NEIGHBOURS = 10;
/** More threads than this gain little: each has to load the rules. */
const MOST_THREADS = 8;
/** A judge often waits for a region or a timeout. */
const THREADS_PER_PROCESSOR = 2;
const MOST_USEFUL_THREADS = Math.min(MOST_THREADS, availableParallelism() * THREADS_PER_PROCESSOR);
const FEW = 20;

/** Judges the mutants, or compounds of them; the exit code. */
export async function mutantsCommand({ compound, count, ...options }: MutantsOptions): Promise<number> {
  if (compound === undefined) {
    if (count !== undefined)
      throw new UsageError('--count says how many compounds there are: add --compound');
    return killMatrix(options);
  }
  const { edition, json, only, seed = DEFAULT_SEED } = options;
  return judgeCompounds({ edition, compound, count, json, only, seed, threads: MOST_USEFUL_THREADS });
}

/** Judges the mutants one by one and prints the kill matrix; the exit code. */
async function killMatrix({
  edition,
  json,
  html,
  only = [],
  seed = DEFAULT_SEED,
  full = false,
}: Omit<MutantsOptions, 'compound' | 'count'>): Promise<number> {
  const mutants = selectMutants(allMutants(edition), only);
  const runs = DEFAULT_RUNS;
  const paths = { '--json': json, '--html': html };
  for (const [option, path] of Object.entries(paths)) {
    if (path !== undefined) await checkWritable([{ option, path }]);
  }
  const threads = mutants.length < FEW ? 1 : MOST_USEFUL_THREADS;
  const judge = judgeInThreadPool(mutants, { edition, seed, runs, full, neighbours: NEIGHBOURS }, threads);
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`));
  try {
    const report = await runMutants({ mutants, edition, seed, runs, full, signal }, judge);
    if (json !== undefined) await writeReport(json, `${JSON.stringify(report, null, 2)}\n`);
    if (html !== undefined) {
      const { toKillMatrixHtml } = await import('../../reports/kill-matrix-html.ts');
      await writeReport(html, toKillMatrixHtml(report));
    }
    process.stdout.write(killMatrixText(report));
    return isProven(report) ? 0 : 1;
  } finally {
    dispose();
    await judge.close();
  }
}

interface CompoundsOptions {
  readonly edition: Edition;
  /** How many faults each service has. */
  readonly compound: number;
  readonly count: number | undefined;
  readonly json: string | undefined;
  readonly only: string[] | undefined;
  readonly seed: number;
  /** The most threads that are any use here. */
  readonly threads: number;
}

/** Judges services with several faults each and prints the recall; 1 where it is below the bound. */
async function judgeCompounds(options: CompoundsOptions): Promise<number> {
  const { edition, compound: size, json, seed } = options;
  if (json !== undefined) await checkWritable([{ option: '--json', path: json }]);
  const compounds = componentsOf(options);
  const runs = DEFAULT_RUNS;
  const threads = Math.min(options.threads, compounds.length);
  const judge = judgeInThreadPool([], { edition, seed, runs, full: false, neighbours: 0 }, threads);
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`));
  try {
    const report = await runCompounds({ compounds, edition, seed, runs, size, signal }, judge);
    if (json !== undefined) await writeReport(json, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(compoundsText(report));
    return isRecallEnough(report) ? 0 : 1;
  } finally {
    dispose();
    await judge.close();
  }
}

/** @throws {UsageError} where the mutants do not fit together, or are not as many as was said. */
function componentsOf({ edition, compound: size, count = DEFAULT_COUNT, only, seed }: CompoundsOptions) {
  const mutants = allMutants(edition);
  const compounding = new Compounding(loadContract(edition));
  try {
    return only
      ? [chosenComponents(ofSize(inOrder(mutants, only), size), compounding)]
      : drawCompounds(mutants, { size, count, seed }, compounding);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** The mutants of these ids in their order, in which the faults are put into the service. */
function inOrder(mutants: readonly Mutant[], only: readonly string[]): readonly Mutant[] {
  return [...new Set(only.flatMap((id) => selectMutants(mutants, [id])))];
}

function ofSize(chosen: readonly Mutant[], size: number): readonly Mutant[] {
  if (chosen.length === size) return chosen;
  throw new UsageError(`--compound ${size}: --only names ${chosen.length}; they are one compound together`);
}
