import { derivingFunctions } from '../../../mutants/derive.ts';
import { fits } from '../../../mutants/fits.ts';
import type { Mutant } from '../../../mutants/mutant.ts';
import { allMutants } from '../../../mutants/registry.ts';
import { EDITIONS } from '../../../spec/contract.ts';
import { loadContract } from '../../../spec/load-contract.ts';
import { placeOfDerivation, placeOfMutant, type Locations, type Place } from './locations.ts';

/** A mutant that a rule must catch. */
export type Proof = Pick<Mutant, 'id' | 'fault' | 'kind' | 'edition'>;

/** What proves a rule or an invariant, by its id: the mutants of all editions that name it, then those that prove more. */
export function everyProof(): (id: string) => readonly Proof[] {
  const mutants = EDITIONS.flatMap((edition) => allMutants(edition));
  return (id) => {
    const named = mutants.filter(({ rule }) => rule === id);
    const broad = mutants.filter(({ also = [] }) => also.some((pattern) => fits(pattern, id)));
    // What is judged in two editions is one fault.
    return [...new Map([...named, ...broad].map((mutant) => [mutant.id, mutant])).values()];
  };
}

/** Where a mutant is written, or the function that derives it. */
export function placeOfProof(locations: Locations, { id, kind }: Proof): Place | undefined {
  if (kind === 'written') return placeOfMutant(locations, id);
  const by = EDITIONS.map((edition) => derivations(edition).get(id)).find((name) => name !== undefined);
  return by === undefined ? undefined : placeOfDerivation(locations, by);
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** The names of the functions that derive, by the ids of what they derive; asked for once per edition. */
function derivations(edition: (typeof EDITIONS)[number]): ReadonlyMap<string, string> {
  const names =
    known.get(edition) ??
    new Map([...derivingFunctions(loadContract(edition))].map(([id, { name }]) => [id, name]));
  known.set(edition, names);
  return names;
}
