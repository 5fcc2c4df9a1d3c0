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

export interface MutantsOptions {
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
  const { compoundsCommand } = await import('./compounds-command.ts');
  const { edition, json, only, seed = DEFAULT_SEED } = options;
  return compoundsCommand({ edition, compound, count, json, only, seed, threads: MOST_USEFUL_THREADS });
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
    if (path !== undefined) await checkWritable([{ option, path, render: async () => '' }]);
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
