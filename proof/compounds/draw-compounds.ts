import { seededRandom } from '../../generators/seeded-random.ts';
import { deriveSeed } from '../../harness/seed.ts';
import type { Compounding } from '../../mutants/compound/compound.ts';
import { drawComponents } from '../../mutants/compound/draw.ts';
import type { Mutant } from '../../mutants/mutant.ts';

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
