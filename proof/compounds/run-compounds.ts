import type { Mutant } from '../../mutants/mutant.ts';
import type { CompoundRow, CompoundsReport } from '../../results/compounds-report.ts';

/** Who judges: this process, or threads beside it. */
export interface CompoundJudge {
  /** How many are judged at a time. */
  readonly workers: number;
  compound(components: readonly Mutant[]): Promise<CompoundRow>;
}

export interface CompoundsSettings extends Pick<CompoundsReport, 'edition' | 'seed' | 'runs' | 'size'> {
  /** The components of each. */
  readonly compounds: readonly (readonly Mutant[])[];
  readonly signal: AbortSignal;
  /** Told of each when it is judged; the number is its place among them. */
  readonly onCompound?: (row: CompoundRow, index: number) => void;
}

/** Judges services with several faults each; the report is in their order. */
export async function runCompounds(
  settings: CompoundsSettings,
  judge: CompoundJudge,
): Promise<CompoundsReport> {
  const { compounds, edition, seed, runs, size, signal, onCompound } = settings;
  const startedAt = performance.now();
  const rows = new Map<number, CompoundRow>();
  const waiting = compounds.entries();
  const worker = async () => {
    for (const [index, components] of waiting) {
      if (signal.aborted) return;
      const row = await judge.compound(components);
      rows.set(index, row);
      onCompound?.(row, index);
    }
  };
  await Promise.all(Array.from({ length: judge.workers }, worker));
  return {
    schemaVersion: 1,
    edition,
    seed,
    runs,
    size,
    durationMs: performance.now() - startedAt,
    compounds: compounds.flatMap((_, index) => rows.get(index) ?? []),
  };
}
