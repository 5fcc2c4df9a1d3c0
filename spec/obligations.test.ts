import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadContract } from './load-contract.ts';
import { obligationsOf } from './obligations.ts';
import { packageRoot } from './package-root.ts';

// The table is read off the raw document, past the loader, so that loader and test cannot share a mistake.
interface RawZone {
  accept: string;
  ruling: string;
}
interface RawSchema {
  type?: string;
  required?: string[];
  properties?: Record<string, RawSchema>;
  items?: RawSchema;
  $ref?: string;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  'x-format'?: string;
  'x-text'?: string;
  'x-zones'?: RawZone[];
  'x-required-when'?: { level: string };
}
interface Raw {
  'x-open-text-zones': RawZone[];
  paths: Record<
    string,
    {
      post: {
        operationId: string;
        'x-editions': string[];
        requestBody: { content: { 'application/json': { schema: RawSchema } } };
      };
    }
  >;
  components: { schemas: Record<string, RawSchema> };
}

const raw = parse(readFileSync(join(packageRoot, 'spec/account.openapi.yaml'), 'utf8')) as Raw;

function resolve(schema: RawSchema): RawSchema {
  return schema.$ref === undefined
    ? schema
    : (raw.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
}

function presence(parent: RawSchema, name: string, property: RawSchema): string[] {
  const rows = parent.required?.includes(name)
    ? ['required refuses must', 'null refuses must']
    : ['optional accepts must', 'null accepts should'];
  const condition = property['x-required-when'];
  return condition ? [...rows, `required-when refuses ${condition.level}`] : rows;
}

function constraints(schema: RawSchema): string[] {
  const rows = ['type refuses must', 'type-error refuses should'];
  const both = (name: string) => rows.push(`${name} accepts must`, `${name} refuses must`);
  if (schema.minimum !== undefined) both('minimum');
  if (schema.maximum !== undefined) both('maximum');
  if (schema.minLength !== undefined) rows.push('min-length accepts must');
  if (schema.minLength) rows.push('min-length refuses must');
  if (schema.maxLength !== undefined) both('max-length');
  if (schema.enum) both('enum');
  else if (schema.pattern !== undefined) both('pattern');
  else if (schema.type === 'string' && !schema['x-format']) rows.push('text accepts must');
  const zones = [...(schema['x-zones'] ?? []), ...(schema['x-text'] ? raw['x-open-text-zones'] : [])];
  for (const ruling of new Set(zones.map((zone) => zone.ruling))) {
    const levels = zones.filter((zone) => zone.ruling === ruling).map((zone) => zone.accept);
    rows.push(`${ruling} accepts ${levels.includes('should') ? 'should' : 'contested'}`);
  }
  return rows;
}

function below(schema: RawSchema, path: string): string[] {
  const rows = constraints(schema).map((row) => `${path} ${row}`);
  if (schema.items) rows.push(...below(resolve(schema.items), `${path}[]`));
  return [...rows, ...members(schema, `${path}.`)];
}

function members(schema: RawSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    ...presence(schema, name, property).map((row) => `${prefix}${name} ${row}`),
    ...below(resolve(property), prefix + name),
  ]);
}

function table(edition: string): string[] {
  return Object.values(raw.paths)
    .filter(({ post }) => post['x-editions'].includes(edition))
    .flatMap(({ post }) => {
      const input = resolve(post.requestBody.content['application/json'].schema);
      return members(input, '').map((row) => `${post.operationId} ${row}`);
    })
    .toSorted();
}

test.each(['guide-2024', 'current'] as const)(
  'the obligations of %s are one per member and constraint',
  (edition) => {
    const found = obligationsOf(loadContract(edition)).map((obligation) => {
      const path = obligation.path.join('.').replaceAll('.[]', '[]');
      return `${obligation.operation} ${path} ${obligation.constraint} ${obligation.side} ${obligation.level}`;
    });
    expect(found.length).toBeGreaterThan(200);
    expect(found.toSorted()).toEqual(table(edition));
  },
);

test('the id of an obligation says what it is, once', () => {
  const obligations = obligationsOf(loadContract('current'));
  const ids = obligations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('validation/PutContactInformation/ContactInformation.City/max-length/refuses');
  expect(ids).toContain('validation/ListRegions/RegionOptStatusContains[]/enum/refuses');
});

test('what cannot be observed has a reason, and only lengths of names and tokens of the service, and what is never tried, cannot', () => {
  const hidden = obligationsOf(loadContract()).filter(({ unobservable }) => unobservable !== undefined);
  expect(
    new Set(hidden.map(({ path, constraint, side }) => `${path.join('.')} ${constraint} ${side}`)),
  ).toEqual(
    new Set([
      'RegionName min-length accepts',
      'RegionName max-length accepts',
      'NextToken min-length accepts',
      'NextToken max-length accepts',
      'ContactInformation.CountryCode country-of-seller accepts',
    ]),
  );
  for (const { unobservable } of hidden) expect(unobservable).toMatch(/^no \w+ .+/);
});

test('every obligation has a source', () => {
  for (const { source } of obligationsOf(loadContract('current')))
    expect(source).toMatch(/^(guide|model|live|protocol|project): \S/);
});
