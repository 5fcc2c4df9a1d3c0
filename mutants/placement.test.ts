import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EDITIONS } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { catalogue } from '../suites/registry.ts';
import type { Mutant } from './mutant.ts';
import { allMutants } from './registry.ts';

const ROOM = join(packageRoot, 'mutants');
const ENDING = '.mutants.ts';
/** Obligations are derived, and invariants are not rules: no rule file holds them. */
const DERIVED: ReadonlySet<string> = new Set(['validation', 'invariants']);

const files = (await readdir(ROOM, { recursive: true })).filter((file) => file.endsWith(ENDING)).toSorted();
const places = await Promise.all(files.map(read));
const invariants = new Set(
  catalogue(loadContract('current'))
    .filter(({ kind }) => kind === 'invariant')
    .map(({ id }) => id),
);
const known = new Set(EDITIONS.flatMap((edition) => allMutants(edition)).map(({ id }) => id));

/**
 * Whether the faults of a rule stand in a file: that of the invariants, that of an obligation's operation, or else that
 * of the rule file, one of whose names begins at a word of the second part of the rule's id.
 */
function provesHere(rule: string, folder: string, stem: string): boolean {
  if (invariants.has(rule)) return folder === 'invariants';
  const [suite, what = ''] = rule.split('/');
  if (suite !== folder) return false;
  const names = stem.split('-and-');
  if (suite === 'validation') return names.includes(kebab(what));
  return names.some((name) => `-${what}`.includes(`-${name}`));
}

function kebab(operation: string): string {
  return operation.replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

test.each([
  ['contacts/delete-twice', 'contacts', 'delete', true],
  ['contacts/delete-twice', 'contacts', 'twice', true],
  ['contacts/delete-twice', 'contacts', 'create', false],
  ['contacts/delete-twice', 'regions', 'delete', false],
  ['regions/known-regions-listed', 'regions', 'list', true],
  ['regions/enlist', 'regions', 'list', false],
  ['regions/enable', 'regions', 'enable-and-disable', true],
  ['regions/sequence', 'regions', 'enable-and-disable', false],
  ['wire/json/byte-order-mark/ListRegions', 'wire', 'json', true],
  ['wire/no-server-error', 'wire', 'no-server-error', false],
  ['wire/no-server-error', 'invariants', 'answered', true],
  ['validation/ListRegions/MaxResults/type/refuses', 'validation', 'list-regions', true],
  ['validation/ListRegions/MaxResults/type/refuses', 'validation', 'regions', false],
])('a fault of %s stands in %s/%s: %s', (rule, folder, stem, expected) => {
  expect(provesHere(rule, folder, stem)).toBe(expected);
});

test('there are files to look at', () => {
  expect(places.length).toBeGreaterThan(60);
});

describe.each(places)('$file', ({ folder, stem, lists }) => {
  const mutants = lists.flat();

  test('exports one list of mutants, which the registry knows', () => {
    expect(lists).toHaveLength(1);
    expect(mutants).not.toEqual([]);
    expect(mutants.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('holds the faults of the rules that its name says', () => {
    const strange = mutants.filter(({ rule }) => !provesHere(rule, folder, stem));
    expect(strange.map(({ id, rule }) => `${id}: ${rule}`)).toEqual([]);
  });
});

test('each is named as the rule file that it proves', () => {
  const alone = places.filter(
    ({ folder, stem }) =>
      !DERIVED.has(folder) && !existsSync(join(packageRoot, 'suites', folder, `${stem}.rules.ts`)),
  );
  expect(alone.map(({ file }) => file)).toEqual([]);
});

test('every written mutant stands in such a file, but for the broad ones', () => {
  const placed = new Set(places.flatMap(({ lists }) => lists.flat()).map(({ id }) => id));
  const written = EDITIONS.flatMap((edition) => allMutants(edition)).filter(({ kind }) => kind === 'written');
  const elsewhere = written.filter(({ id }) => !placed.has(id) && !id.startsWith('broad/'));
  expect(elsewhere.map(({ id }) => id)).toEqual([]);
});

interface Place {
  readonly file: string;
  readonly folder: string;
  readonly stem: string;
  readonly lists: readonly (readonly Mutant[])[];
}

async function read(file: string): Promise<Place> {
  const [folder = '', name = ''] = file.split(sep);
  const module = (await import(join(ROOM, file))) as Readonly<Record<string, readonly Mutant[]>>;
  return { file, folder, stem: name.slice(0, -ENDING.length), lists: Object.values(module) };
}
