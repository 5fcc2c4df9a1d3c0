import type { Mutant } from '../mutant.ts';
import { type Compounding, whyApart } from './compound.ts';

/** A whole number from the first to the second, both possible. */
export type DrawInteger = (least: number, most: number) => number;

/**
 * So many of these mutants that can be in one service, in the order in which they were drawn; the same for the same numbers.
 * @throws {RangeError} where not so many can.
 */
export function drawComponents(
  mutants: readonly Mutant[],
  size: number,
  compounding: Compounding,
  draw: DrawInteger,
): readonly Mutant[] {
  const left = mutants.filter((mutant) => whyApart(mutant) === null);
  const drawn: Mutant[] = [];
  while (drawn.length < size) {
    if (left.length === 0) throw new RangeError(`only ${drawn.length} of these mutants fit together`);
    const [next] = left.splice(draw(0, left.length - 1), 1);
    if (next && drawn.every((one) => compounding.conflict(one, next) === null)) drawn.push(next);
  }
  return drawn;
}

/**
 * Mutants that were chosen by hand, if they can be in one service.
 * @throws {RangeError} saying which cannot, and why.
 */
export function chosenComponents(mutants: readonly Mutant[], compounding: Compounding): readonly Mutant[] {
  for (const [index, one] of mutants.entries()) {
    const apart = whyApart(one);
    if (apart !== null) throw new RangeError(`${one.id} is in no compound: ${apart}`);
    for (const other of mutants.slice(0, index)) {
      const conflict = compounding.conflict(other, one);
      if (conflict !== null)
        throw new RangeError(`${other.id} and ${one.id} do not fit together: ${conflict}`);
    }
  }
  return mutants;
}
