import { Compounding } from '../../mutants/compound/compound.ts';
import { chosenComponents } from '../../mutants/compound/draw.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import { allMutants } from '../../mutants/registry.ts';
import { drawCompounds } from '../../proof/compounds/draw-compounds.ts';
import { runCompounds } from '../../proof/compounds/run-compounds.ts';
import { selectMutants } from '../../proof/run-mutants.ts';
import { judgeInThreadPool } from '../../proof/thread-pool.ts';
import { compoundsText, isRecallEnough } from '../../results/compounds-report.ts';
import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { UsageError } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { checkWritable, writeReport } from '../io/report-files.ts';
import { DEFAULT_RUNS } from '../run/run-conformance.ts';

export interface CompoundsOptions {
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

const DEFAULT_COUNT = 100;

/** Judges services with several faults each and prints the recall; 1 where it is below the bound. */
export async function compoundsCommand(options: CompoundsOptions): Promise<number> {
  const { edition, compound: size, json, seed } = options;
  if (json !== undefined) await checkWritable([{ option: '--json', path: json, render: async () => '' }]);
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
