import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  packLocations,
  placesOfRule,
  readLocations,
  everyProof,
  placeOfProof,
  type Locations,
  type Place,
} from '../../cli/commands/explain/locations.ts';
import { allMutants } from '../../mutants/registry.ts';
import { EDITIONS } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { catalogue } from '../../suites/registry.ts';
import { recordedLocations } from './current-locations.ts';

let locations: Locations;

beforeAll(async () => {
  locations = await recordedLocations();
});

/** The lines of a file from some above a place to the place itself. */
function linesTo({ path, line }: Place, above = 0): string {
  const lines = readFileSync(join(packageRoot, path), 'utf8').split('\n');
  return lines.slice(Math.max(line - 1 - above, 0), line).join('\n');
}

function only(places: readonly Place[]): Place {
  expect(places).toHaveLength(1);
  return places[0] as Place;
}

function pair(places: readonly Place[]): readonly [Place, Place] {
  expect(places).toHaveLength(2);
  return places as [Place, Place];
}

test('a written rule: the line of its check, below its id', () => {
  const check = only(placesOfRule(locations, 'contacts/delete-twice'));
  expect(check.path).toMatch(/^suites\/contacts\/.+\.rules\.ts$/);
  expect(linesTo(check)).toContain('check(context)');
  expect(linesTo(check, 10)).toContain("id: 'contacts/delete-twice'");
});

test('a rule of a table: the check of its row, and not the function that all rows share', () => {
  const check = only(placesOfRule(locations, 'context/management-member/DisableRegion'));
  expect(check.path).toMatch(/^suites\/context\/.+\.rules\.ts$/);
  expect(linesTo(check)).toContain('check');
  expect(linesTo(check, 20)).toContain("what: 'management-member'");
});

test('a rule of a factory: the check, and what the rule is made from', () => {
  const [check, anomaly] = pair(placesOfRule(locations, 'wire/json/trailing-comma/ListRegions'));
  expect(check.path).toMatch(/^suites\/wire\/.+\.rules\.ts$/);
  expect(linesTo(check)).toContain('check');
  expect(anomaly.path).toMatch(/^generators\/json\//);
  expect(linesTo(anomaly)).toContain("'trailing-comma'");
  const [cause, row] = pair(placesOfRule(locations, 'signing/body-changed'));
  expect(linesTo(cause)).toContain('check');
  expect(linesTo(row)).toContain("'body-changed'");
  const [anyPath, path] = pair(placesOfRule(locations, 'wire/http/path-case/ListRegions'));
  expect(anyPath.path).toMatch(/^suites\/wire\//);
  expect(linesTo(path)).toContain('`path-${');
});

test('an obligation: the function that checks its side', () => {
  const id = 'validation/PutAlternateContact/EmailAddress/max-length';
  expect(linesTo(only(placesOfRule(locations, `${id}/refuses`)))).toContain('function checkRefusal(');
  expect(linesTo(only(placesOfRule(locations, `${id}/accepts`)))).toContain('function checkAcceptance(');
});

test('an invariant: the line of its check, below its id', () => {
  const check = only(placesOfRule(locations, 'wire/request-id'));
  expect(linesTo(check)).toContain('check');
  expect(linesTo(check, 15)).toContain("id: 'wire/request-id'");
});

test('a written mutant: the line of its id; a derived one: the function that derives it', () => {
  const place = (id: string) => {
    const mutant = allMutants().find((one) => one.id === id);
    const found = mutant && placeOfProof(locations, mutant);
    if (!found) throw new Error(`${id} stands nowhere`);
    return found;
  };
  expect(linesTo(place('written/delete-twice-silent'))).toContain("id: 'written/delete-twice-silent'");
  expect(linesTo(place('broad/sdk-requests-crash'))).toContain("id: 'broad/sdk-requests-crash'");
  const derived = place('derived/PutAlternateContact/EmailAddress/max-length/dropped');
  expect(derived.path).toMatch(/^mutants\/derived\//);
  expect(linesTo(derived)).toContain('function lengthFaults(');
});

test('every rule, invariant and mutant of both editions stands somewhere, in a source and not in a test', () => {
  const entries = EDITIONS.flatMap((edition) => catalogue(loadContract(edition)));
  const mutants = EDITIONS.flatMap((edition) => allMutants(edition));
  expect(entries.filter(({ id }) => placesOfRule(locations, id).length === 0)).toEqual([]);
  expect(mutants.filter((mutant) => placeOfProof(locations, mutant) === undefined)).toEqual([]);
  for (const file of locations.files) {
    expect(file).toMatch(/^(suites|harness|generators|mutants)\/.+(?<!\.test)\.ts$/);
    expect(existsSync(join(packageRoot, file)), file).toBe(true);
  }
  for (const { id } of entries) {
    const [check] = placesOfRule(locations, id);
    expect(check && linesTo(check), id).toMatch(/check|=>|function/);
  }
});

test('every rule that can fail has a proof that stands in mutants/', () => {
  const proofsOf = everyProof();
  const unproven = catalogue(loadContract('current'))
    .filter(({ level }) => level !== 'contested')
    .filter(({ id }) => !placeOf(proofsOf(id)[0])?.path.startsWith('mutants/'));
  expect(unproven.map(({ id }) => id)).toEqual([]);
});

function placeOf(proof: ReturnType<ReturnType<typeof everyProof>>[number] | undefined): Place | undefined {
  return proof && placeOfProof(locations, proof);
}

test('where nothing was built there is nothing to read', () => {
  expect(readLocations(join(packageRoot, 'nowhere', 'locations.json.br'))).toBeNull();
});

test('it is small enough to be shipped', () => {
  expect(packLocations(locations).byteLength).toBeLessThan(15_000);
});
