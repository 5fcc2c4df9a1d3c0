import type { Mutant } from '../mutants/mutant.ts';
import { judgeClean } from './faultless-run.ts';
import type { EmbeddedOptions } from './embedded.ts';
import { runMutant, type MutantRun } from './run-mutant.ts';
import type { MutantJudge } from './run-mutants.ts';

/** Judges in this process, two at a time. `faultless` changes the service that is taken to have no fault. */
export function judgeInline(
  mutants: readonly Mutant[],
  run: MutantRun,
  faultless: EmbeddedOptions = {},
): MutantJudge {
  return {
    workers: 2,
    clean: () => judgeClean(mutants, run, faultless),
    mutant: (mutant) => runMutant(mutant, run),
  };
}
