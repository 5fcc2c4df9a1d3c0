import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { packageRoot } from '../../../spec/package-root.ts';

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

export function placeOfMutant(locations: Locations, id: string): Place | undefined {
  return placesIn(locations, locations.mutants, id)[0];
}

/** Where a function stands that derives mutants. */
export function placeOfDerivation(locations: Locations, name: string): Place | undefined {
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
