import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { catalogue } from '../suites/registry.ts';
import { fits } from './fits.ts';
import { allMutants } from './registry.ts';

const entry = z.union([
  z.strictObject({ statement: z.string().min(1), rules: z.array(z.string()).min(1) }),
  z.strictObject({ statement: z.string().min(1), later: z.enum(['authorization', 'events']) }),
]);
const form = z.record(z.string(), z.array(entry).min(1));
const file = await readFile(join(packageRoot, 'mutants', 'traceability.yaml'), 'utf8');
const sections = form.parse(parse(file));
const rules = catalogue(loadContract());

test.each(Object.entries(sections))(
  'every statement of "%s" has rules that exist',
  (_section, statements) => {
    const patterns = statements.flatMap((one) => ('rules' in one ? one.rules : []));
    expect(patterns.filter((pattern) => !rules.some(({ id }) => fits(pattern, id)))).toEqual([]);
  },
);

test('only what is built later has no rule', () => {
  const later = Object.entries(sections).filter(([, statements]) => statements.some((one) => 'later' in one));
  expect(later.map(([section]) => section)).toEqual(['Authorization', 'Events']);
});

test('every rule and invariant has a source', () => {
  expect(rules.filter(({ source }) => source.trim() === '').map(({ id }) => id)).toEqual([]);
});

test('every mutant names a rule that exists', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect(
    allMutants()
      .filter(({ rule }) => !known.has(rule))
      .map(({ id, rule }) => `${id}: ${rule}`),
  ).toEqual([]);
});

test('every rule and invariant that can fail is named by a mutant', () => {
  const mutants = allMutants();
  const named = new Set(mutants.map(({ rule }) => rule));
  const patterns = mutants.flatMap(({ also = [] }) => also);
  const bare = rules.filter(
    ({ id, level }) =>
      level !== 'contested' && !named.has(id) && !patterns.some((pattern) => fits(pattern, id)),
  );
  expect(bare.map(({ id }) => id)).toEqual([]);
});

test('every pattern of a mutant fits a rule', () => {
  const patterns = allMutants().flatMap(({ id, also = [] }) => also.map((pattern) => ({ id, pattern })));
  expect(patterns.filter(({ pattern }) => !rules.some(({ id }) => fits(pattern, id)))).toEqual([]);
});
