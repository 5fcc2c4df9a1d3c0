import {
  checkKey,
  readLocations,
  type Locations,
  type Place,
  type PlaceTree,
} from '../../cli/commands/explain/locations.ts';
import { derivingFunctions } from '../../mutants/derive.ts';
import { allMutants } from '../../mutants/registry.ts';
import { EDITIONS } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { FunctionInspector } from './inspect-functions.ts';
import { quotedLines, rulePlaces } from './rule-places.ts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../spec/package-root.ts';

/** Where every rule, invariant and mutant of all editions stands in the sources from which this runs. */
export async function currentLocations(): Promise<Locations> {
  using inspector = new FunctionInspector();
  const files: string[] = [];
  const leaf = ({ path, line }: Place) => {
    if (!files.includes(path)) files.push(path);
    return `${files.indexOf(path)}:${line}`;
  };
  const tree = (places: ReadonlyMap<string, readonly Place[]>) =>
    treeOf([...places].map(([id, all]) => [id.split('/'), all.map(leaf).join(' ')]));
  return {
    rules: tree(new Map([...(await rulePlaces(inspector))].map(([id, places]) => [checkKey(id), places]))),
    mutants: tree(writtenMutantPlaces()),
    derivations: tree(derivationPlaces(inspector)),
    files,
  };
}

function writtenMutantPlaces(): Map<string, Place[]> {
  const quoted = quotedLines(['mutants']);
  const written = EDITIONS.flatMap((edition) => allMutants(edition)).filter(({ kind }) => kind === 'written');
  return new Map(
    written.map(({ id }) => {
      const [place, ...others] = (quoted.get(id) ?? []).filter(({ names }) => names);
      if (!place || others.length > 0) throw new Error(`expected one line with the id ${id} in mutants/`);
      return [id, [place]];
    }),
  );
}

function derivationPlaces(inspector: FunctionInspector): Map<string, Place[]> {
  const functions = EDITIONS.flatMap((edition) => [...derivingFunctions(loadContract(edition)).values()]);
  return new Map(functions.map((derive) => [derive.name, [inspector.placeOf(derive)]]));
}

/** Where all ids below a segment stand at the same place, it stands for them. */
function treeOf(leaves: readonly (readonly [segments: readonly string[], leaf: string])[]): PlaceTree {
  const [first] = leaves;
  if (first && leaves.every(([, leaf]) => leaf === first[1])) return first[1];
  const groups = Map.groupBy(leaves, ([[segment = '']]) => segment);
  return Object.fromEntries(
    [...groups].map(([segment, group]) => [
      segment,
      treeOf(group.map(([segments, leaf]) => [segments.slice(1), leaf])),
    ]),
  );
}

const SCRIPT = join(packageRoot, 'scripts', 'record-locations.ts');

/** What the build would record of the sources as they are now. */
export async function recordedLocations(): Promise<Locations> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-locations-'));
  try {
    const file = join(directory, 'locations.json.br');
    await promisify(execFile)(process.execPath, [SCRIPT, file]);
    const locations = readLocations(file);
    if (!locations) throw new Error(`${SCRIPT} wrote nothing`);
    return locations;
  } finally {
    await rm(directory, { recursive: true });
  }
}
