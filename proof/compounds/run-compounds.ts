import type { Mutant } from '../../mutants/mutant.ts';
import type { CompoundRow, CompoundsReport } from '../../results/compounds-report.ts';
import { seededRandom } from '../../generators/seeded-random.ts';
import { deriveSeed } from '../../harness/seed.ts';
import { type Compounding, drawComponents } from '../../mutants/compound/compound.ts';
import { openLedger } from '../ledger.ts';

/** Who judges: this process, or threads beside it. */
export interface CompoundJudge {
  /** How many are judged at a time. */
  readonly workers: number;
  compound(components: readonly Mutant[]): Promise<CompoundRow>;
}

interface CompoundsSettings extends Pick<CompoundsReport, 'edition' | 'seed' | 'runs' | 'size'> {
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

/** So many compounds of one size; the n-th is the same however many are drawn. */
export function drawCompounds(
  mutants: readonly Mutant[],
  { size, count, seed }: { readonly size: number; readonly count: number; readonly seed: number },
  compounding: Compounding,
): readonly (readonly Mutant[])[] {
  return Array.from({ length: count }, (_, index) => {
    const random = seededRandom(deriveSeed(seed, size, index));
    return drawComponents(mutants, size, compounding, (least, most) => random.nextInt(least, most));
  });
}

/** Remembers in a file what became of each compound; `of` says what was measured and how. */
export async function rememberingJudge(
  judge: CompoundJudge,
  file: string,
  of: string,
): Promise<CompoundJudge & { readonly remembered: number }> {
  const ledger = await openLedger<CompoundRow>(file, of);
  return {
    workers: judge.workers,
    remembered: ledger.size,
    compound: async (components: readonly Mutant[]) => {
      const key = components.map(({ id }) => id).join(' ');
      const known = ledger.get(key);
      if (known) return known;
      const row = await judge.compound(components);
      await ledger.add(key, row);
      return row;
    },
  };
}
