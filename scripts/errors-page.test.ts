import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { errorTable } from '../harness/answers/error-table.ts';
import { catalogue } from '../suites/registry.ts';
import { errorsPage } from './errors-page.ts';

const contract = loadContract('current');
const rows = errorTable(contract);

test('every documented error of every operation has a row', () => {
  const documented = Object.values(contract.operations).flatMap(({ name, errors }) =>
    errors.map((error) => `${name} ${error}`),
  );
  expect(rows.map(({ operation, error }) => `${operation} ${error}`)).toEqual(documented);
  expect(documented.length).toBeGreaterThan(50);
});

test('each row names existing rules, or a reason', () => {
  const known = new Set(catalogue(contract).map(({ id }) => id));
  const unknown = rows.flatMap(({ rules }) => rules.filter((id) => !known.has(id)));
  expect(unknown).toEqual([]);
  expect(rows.filter(({ rules, reason }) => rules.length > 0 === (reason !== null))).toEqual([]);
});

test('each rule of a row sends the operation of the row', () => {
  const operationsOf = new Map(catalogue(contract).map(({ id, operations }) => [id, operations]));
  const strangers = rows.flatMap(({ operation, rules }) =>
    rules.filter((id) => !operationsOf.get(id)?.includes(operation)),
  );
  expect(strangers).toEqual([]);
});

test('docs/errors.md is current', () => {
  expect(readFileSync(join(packageRoot, 'docs', 'errors.md'), 'utf8')).toBe(errorsPage());
});
