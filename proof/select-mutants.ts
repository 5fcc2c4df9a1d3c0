import { fits } from '../mutants/fits.ts';
import type { Mutant } from '../mutants/mutant.ts';

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
