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
  const tests = only.map((id) => {
    const parts = id.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
    const pattern = new RegExp(`^${parts.join('.*')}$`, 'u');
    const known = mutants.map((mutant) => mutant.id);
    if (!known.some((one) => pattern.test(one))) throw new UnknownMutant(id, known);
    return pattern;
  });
  return mutants.filter(({ id }) => tests.some((pattern) => pattern.test(id)));
}
