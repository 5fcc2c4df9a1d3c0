import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { catalogue } from '../suites/registry.ts';
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

/** Rules that no mutant names yet. It only ever gets shorter: an entry that is not needed fails the test. */
const UNPROVEN: readonly string[] = [
  'consistency/*',
  'context/nearly-a-member/*',
  'context/own-reads-without-trusted-access/*',
  'errors/same-request-same-error',
  'listing/*',
  'primary-contact/*',
  'quotas/*',
  'regions/*',
  'sdk/*',
  'signing/*',
  'wire/http/*',
  'wire/json/*',
  'wire/malformed/*',
  'wire/whole-answer',
];

test('every rule and invariant that can fail is named by a mutant, but for the ones listed', () => {
  const named = new Set(allMutants().map(({ rule }) => rule));
  const bare = rules.filter(({ id, level }) => level !== 'contested' && !named.has(id)).map(({ id }) => id);
  expect(bare.filter((id) => !UNPROVEN.some((pattern) => fits(pattern, id)))).toEqual([]);
  expect(UNPROVEN.filter((pattern) => !bare.some((id) => fits(pattern, id)))).toEqual([]);
});

function fits(pattern: string, id: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return id === pattern;
  const last = rest.at(-1) ?? '';
  return id.startsWith(first) && id.endsWith(last) && id.length >= first.length + last.length;
}
