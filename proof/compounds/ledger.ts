import type { Mutant } from '../../mutants/mutant.ts';
import type { CompoundRow } from '../../results/compounds-report.ts';
import { openLedger } from '../ledger.ts';
import type { CompoundJudge } from './run-compounds.ts';

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
