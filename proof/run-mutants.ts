import type { Mutant } from '../mutants/mutant.ts';
import type { MutantRow, MutantsReport } from '../results/kill-matrix.ts';
import type { Edition } from '../spec/contract.ts';
import type { CleanResult } from './faultless-run.ts';
import { fits } from '../results/text/fits.ts';

/** Who judges: this process, or threads beside it. */
export interface MutantJudge {
  /** How many are judged at a time. */
  readonly workers: number;
  clean(): Promise<CleanResult>;
  mutant(mutant: Mutant): Promise<MutantRow>;
}

export interface MutantsSettings {
  readonly mutants: readonly Mutant[];
  readonly edition: Edition;
  readonly seed: number;
  readonly runs: number;
  readonly full: boolean;
  readonly signal: AbortSignal;
  readonly onMutant?: (result: MutantRow, done: number) => void;
}

/** Judges the service without a fault, then every mutant; the report is in the order of the mutants. */
export async function runMutants(settings: MutantsSettings, judge: MutantJudge): Promise<MutantsReport> {
  const { mutants, edition, seed, runs, full, signal } = settings;
  const startedAt = performance.now();
  const results = new Map<string, MutantRow>();
  const cleaning = judge.clean();
  // Written ones, some of which have to be waited for, come last in the list and are begun first.
  const waiting = mutants.toReversed().values();
  const worker = async () => {
    for (const mutant of waiting) {
      if (signal.aborted) return;
      const result = await judge.mutant(mutant);
      results.set(mutant.id, result);
      settings.onMutant?.(result, results.size);
    }
  };
  await Promise.all([cleaning, ...Array.from({ length: judge.workers }, worker)]);
  const ordered = mutants.flatMap(({ id }) => results.get(id) ?? []);
  const clean = await cleaning;
  return {
    schemaVersion: 1,
    edition,
    seed,
    runs,
    full,
    durationMs: performance.now() - startedAt,
    clean: { problems: [...clean.problems], rules: clean.rules, requests: clean.requests },
    total: mutants.length,
    killed: ordered.filter(({ outcome }) => outcome === 'killed').length,
    mutants: ordered.map((result) => ({ ...result, others: [...result.others] })),
  };
}

/** An id of which there is no mutant; the caller says so and names the nearest. */
class UnknownMutant extends Error {
  override readonly name = 'UnknownName';
  readonly given: string;
  readonly known: readonly string[];

  constructor(given: string, known: readonly string[]) {
    super(`unknown mutant "${given}"`);
    this.given = given;
    this.known = known;
  }
}

/**
 * The mutants of these ids, `*` standing for any text; without an id, all.
 * @throws {Error} named UnknownName for an id that fits none.
 */
export function selectMutants(mutants: readonly Mutant[], only: readonly string[]): readonly Mutant[] {
  if (only.length === 0) return mutants;
  const known = mutants.map((mutant) => mutant.id);
  for (const pattern of only)
    if (!known.some((id) => fits(pattern, id))) throw new UnknownMutant(pattern, known);
  return mutants.filter(({ id }) => only.some((pattern) => fits(pattern, id)));
}
