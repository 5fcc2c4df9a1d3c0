import { expect, test } from 'vitest';
import type { Contract, Shape } from './contract.ts';
import { loadContract, toContract } from './load-contract.ts';
import { loadSigning } from './load-signing.ts';
import { openApiSchema } from './openapi-schema.ts';
import { readSpecFile } from './read-spec-file.ts';

const NINE = [
  'DeleteAlternateContact',
  'DisableRegion',
  'EnableRegion',
  'GetAlternateContact',
  'GetContactInformation',
  'GetRegionOptStatus',
  'ListRegions',
  'PutAlternateContact',
  'PutContactInformation',
];
const LATER = ['AcceptPrimaryEmailUpdate', 'GetPrimaryEmail', 'StartPrimaryEmailUpdate'];

function shapesOf(contract: Contract): Shape[] {
  const below = (shape: Shape): Shape[] => {
    if (shape.kind === 'list') return [shape, ...below(shape.member)];
    if (shape.kind !== 'structure') return [shape];
    return [shape, ...Object.values(shape.members).flatMap((member) => below(member.shape))];
  };
  return Object.values(contract.operations).flatMap(({ input, output }) => [
    ...below(input),
    ...(output ? below(output) : []),
  ]);
}

test('the guide of 2024 has nine operations, the current edition three more', () => {
  expect(Object.keys(loadContract().operations).toSorted()).toEqual(NINE);
  expect(Object.keys(loadContract('current').operations).toSorted()).toEqual([...NINE, ...LATER].toSorted());
});

test.each(['guide-2024', 'current'] as const)('the contract of %s is plain JSON', (edition) => {
  const contract = loadContract(edition);
  expect(JSON.parse(JSON.stringify(contract))).toStrictEqual(contract);
  expect(structuredClone(contract)).toStrictEqual(contract);
});

test('every pattern compiles', () => {
  const patterns = shapesOf(loadContract('current')).flatMap((shape) => {
    if (shape.kind !== 'string') return [];
    const own = shape.pattern === null ? [] : [shape.pattern];
    return [...own, ...shape.zones.flatMap((zone) => [zone.pattern ?? [], zone.notPattern ?? []].flat())];
  });
  expect(patterns.length).toBeGreaterThan(20);
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});

test('every error of an operation is defined, and each has one status', () => {
  const contract = loadContract('current');
  for (const { name, errors } of Object.values(contract.operations)) {
    for (const error of errors) {
      const found = contract.errors.filter((entry) => entry.name === error && entry.scope === 'operation');
      expect(found, `${name} ${error}`).toHaveLength(1);
      expect(found[0]?.statuses, `${name} ${error}`).toHaveLength(1);
    }
  }
});

test('errors of a signature are legal where the signature provoked them, and only there', () => {
  const signing = loadContract().errors.filter(({ scope }) => scope === 'signing');
  expect(signing.map(({ name }) => name)).toEqual(loadSigning().names);
  for (const { provokedBy } of signing) expect(provokedBy).toEqual(['signature']);
});

test('the contract is read once', () => {
  expect(loadContract()).toBe(loadContract('guide-2024'));
});

test('an input that is not a structure is a mistake of the file', () => {
  const document = readSpecFile('account.openapi.yaml', openApiSchema);
  const schemas = {
    ...document.components.schemas,
    ListRegionsRequest: { ...document.components.schemas['City'] },
  };
  const broken = openApiSchema.parse({ ...document, components: { ...document.components, schemas } });
  expect(() => toContract(broken, 'guide-2024')).toThrow(
    'spec/account.openapi.yaml › ListRegionsRequest: expected type object',
  );
});
