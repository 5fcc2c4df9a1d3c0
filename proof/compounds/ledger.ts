import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Mutant } from '../../mutants/mutant.ts';
import type { CompoundRow } from '../../results/compounds-report.ts';
import type { CompoundJudge } from './run-compounds.ts';

/**
 * Remembers in a file what became of each compound, so that a measurement that was stopped goes on where it was. The first
 * line says what was measured and how (`of`); where that is another, the file begins anew.
 */
export async function rememberingJudge(
  judge: CompoundJudge,
  file: string,
  of: string,
): Promise<CompoundJudge & { readonly remembered: number }> {
  const rows = new Map((await readRows(file, of)).map((row) => [keyOf(row.components), row]));
  if (rows.size === 0) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ of })}\n`);
  }
  return {
    workers: judge.workers,
    remembered: rows.size,
    compound: async (components: readonly Mutant[]) => {
      const known = rows.get(keyOf(components));
      if (known) return known;
      const row = await judge.compound(components);
      await appendFile(file, `${JSON.stringify(row)}\n`);
      return row;
    },
  };
}

async function readRows(file: string, of: string): Promise<CompoundRow[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  // What stands behind the last end of a line was cut short.
  const [first, ...rows] = text.split('\n').slice(0, -1);
  if (first !== JSON.stringify({ of })) return [];
  return rows.map((row) => JSON.parse(row) as CompoundRow);
}

function keyOf(components: readonly { readonly id: string }[]): string {
  return components.map(({ id }) => id).join(' ');
}
