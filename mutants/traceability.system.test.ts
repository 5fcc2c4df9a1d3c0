import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { EDITIONS, type Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { type CatalogueEntry, catalogue } from '../suites/registry.ts';
import { fits } from '../results/text/fits.ts';
import { allMutants } from './registry.ts';

const entry = z.union([
  z.strictObject({
    statement: z.string().min(1),
    edition: z.enum(EDITIONS).default('guide-2024'),
    rules: z.array(z.string()).min(1),
  }),
  z.strictObject({ statement: z.string().min(1), later: z.enum(['authorization', 'events']) }),
]);
const form = z.record(z.string(), z.array(entry).min(1));
const file = await readFile(join(packageRoot, 'mutants', 'traceability.yaml'), 'utf8');
const sections = form.parse(parse(file));
const rulesOf: Readonly<Record<Edition, readonly CatalogueEntry[]>> = {
  'guide-2024': catalogue(loadContract()),
  current: catalogue(loadContract('current')),
};
const first = new Set(rulesOf['guide-2024'].map(({ id }) => id));

/** The rules that an edition has and the first one has not; of the first one all. */
function ownRules(edition: Edition): readonly CatalogueEntry[] {
  return rulesOf[edition].filter(({ id }) => edition === 'guide-2024' || !first.has(id));
}

test.each(Object.entries(sections))(
  'every statement of "%s" has rules that exist',
  (_section, statements) => {
    const missing = statements.flatMap((one) =>
      'rules' in one
        ? one.rules.filter((pattern) => !ownRules(one.edition).some(({ id }) => fits(pattern, id)))
        : [],
    );
    expect(missing).toEqual([]);
  },
);

test('only what is built later has no rule', () => {
  const later = Object.entries(sections).filter(([, statements]) => statements.some((one) => 'later' in one));
  expect(later.map(([section]) => section)).toEqual(['Authorization', 'Events']);
});

test('what is said of a later edition alone comes from the model', () => {
  const suite = ownRules('current').filter((rule) => rule.suite === 'primary-email');
  expect(suite.length).toBeGreaterThan(0);
  expect(suite.filter(({ source }) => !source.startsWith('model: '))).toEqual([]);
});

describe.each(EDITIONS)('edition %s', (edition) => {
  const rules = rulesOf[edition];
  const mutants = allMutants(edition);

  test('every rule and invariant has a source', () => {
    expect(rules.filter(({ source }) => source.trim() === '').map(({ id }) => id)).toEqual([]);
  });

  test('every mutant names a rule that exists', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect(mutants.filter(({ rule }) => !known.has(rule)).map(({ id, rule }) => `${id}: ${rule}`)).toEqual(
      [],
    );
  });

  test('every rule and invariant that can fail is named by a mutant', () => {
    const named = new Set(mutants.map(({ rule }) => rule));
    const patterns = mutants.flatMap(({ also = [] }) => also);
    const bare = ownRules(edition).filter(
      ({ id, level }) =>
        level !== 'contested' && !named.has(id) && !patterns.some((pattern) => fits(pattern, id)),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('every pattern of a mutant fits a rule', () => {
    const patterns = mutants.flatMap(({ id, also = [] }) => also.map((pattern) => ({ id, pattern })));
    expect(patterns.filter(({ pattern }) => !rules.some(({ id }) => fits(pattern, id)))).toEqual([]);
  });

  test('every mutant has an id of its own', () => {
    const ids = mutants.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

test('a later edition has mutants only of the rules that it adds, and of invariants', () => {
  const added = new Set(ownRules('current').map(({ id }) => id));
  const invariants = new Set(rulesOf.current.filter(({ kind }) => kind === 'invariant').map(({ id }) => id));
  const strange = allMutants('current').flatMap(({ id, rule, also = [] }) => [
    ...(added.has(rule) || invariants.has(rule) ? [] : [`${id}: ${rule}`]),
    ...[...first]
      .filter((known) => also.some((pattern) => fits(pattern, known)))
      .map((known) => `${id}: ${known}`),
  ]);
  expect(strange).toEqual([]);
});
