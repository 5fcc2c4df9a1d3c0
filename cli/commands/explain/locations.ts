import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { packageRoot } from '../../../spec/package-root.ts';
import { derivingFunctions } from '../../../mutants/derive.ts';
import { fits } from '../../../results/text/fits.ts';
import type { Mutant } from '../../../mutants/mutant.ts';
import { allMutants } from '../../../mutants/registry.ts';
import { EDITIONS } from '../../../spec/contract.ts';
import { loadContract } from '../../../spec/load-contract.ts';

/** A line of a source file of the repository. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/**
 * Places by the segments of an id; what all ids below a segment share stands there once. A leaf is `file:line`, `file`
 * an index; a second place follows after a blank. `''` is the id that ends here, where others go on.
 */
export type PlaceTree = string | { readonly [segment: string]: PlaceTree };

/** Where rules, invariants and mutants stand; recorded by the build from the sources. */
export interface Locations {
  readonly files: readonly string[];
  /** The check; after it the row that the rule is made from, where that stands elsewhere. */
  readonly rules: PlaceTree;
  readonly mutants: PlaceTree;
  /** The functions that derive mutants from the contract, by name. */
  readonly derivations: PlaceTree;
}

/** Where the build writes them, compressed: ids and paths repeat themselves. */
export const LOCATIONS_FILE: string = join(packageRoot, 'dist', 'locations.json.br');

/** What the build recorded; `null`: nothing was built. */
export function readLocations(file: string = LOCATIONS_FILE): Locations | null {
  try {
    return JSON.parse(brotliDecompressSync(readFileSync(file)).toString('utf8')) as Locations;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The form in which they are written. */
export function packLocations(locations: Locations): Buffer {
  return brotliCompressSync(JSON.stringify(locations));
}

/** Where the check of a rule or an invariant stands, and after it the row that it is made from; none: not known. */
export function placesOfRule(locations: Locations, id: string): Place[] {
  return placesIn(locations, locations.rules, checkKey(id));
}

/** The id under which a check is recorded: obligations of one side share theirs. */
export function checkKey(id: string): string {
  return id.replace(/^(validation)\/.+(\/\w+)$/, '$1$2');
}

function placeOfMutant(locations: Locations, id: string): Place | undefined {
  return placesIn(locations, locations.mutants, id)[0];
}

/** Where a function stands that derives mutants. */
function placeOfDerivation(locations: Locations, name: string): Place | undefined {
  return placesIn(locations, locations.derivations, name)[0];
}

function placesIn({ files }: Locations, tree: PlaceTree, id: string): Place[] {
  return leafOf(tree, id.split('/'))
    .split(' ')
    .flatMap((leaf) => {
      const [file, line] = leaf.split(':').map(Number);
      const path = files[file ?? -1];
      return path === undefined || line === undefined ? [] : [{ path, line }];
    });
}

function leafOf(tree: PlaceTree | undefined, segments: readonly string[]): string {
  if (tree === undefined || typeof tree === 'string') return tree ?? '';
  const [segment = '', ...rest] = segments;
  return leafOf(tree[segment], rest);
}

export function placeText({ path, line }: Place): string {
  return `${path}:${line}`;
}

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
