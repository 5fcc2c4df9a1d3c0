import * as sdk from '@aws-sdk/client-account';
import { expect, test } from 'vitest';
import type { Shape, StructureShape } from './contract.ts';
import { loadContract } from './load-contract.ts';

// Schemas of the SDK are tuples: [kind, namespace, name, traits, …]; kind 9 is an operation, 3 a structure, -3 an error.
type Reference = unknown[] | string | (() => Reference);
type Row = readonly [string, unknown];

/** What the SDK has and the contract has not, or the other way round: each with its reason. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'operation GetAccountInformation': 'newer than the model of April 2025',
  'operation GetGovCloudAccountInformation': 'newer than the model of April 2025',
  'operation GetPrimaryEmailUpdateStatus': 'newer than the model of April 2025',
  'operation PutAccountName': 'newer than the model of April 2025',
  'operation SendPhoneNumberVerification': 'newer than the model of April 2025',
  'operation VerifyPhoneNumber': 'newer than the model of April 2025',
  'output GetContactInformation.VerificationStatus': 'newer than the model of April 2025',
  'error ResourceUnavailableException': 'only of operations newer than the model of April 2025',
  'error InternalServerError': 'a second name on the guide’s pages for InternalServerException',
  'error InternalServerErrorException': 'a third name on the guide’s pages for InternalServerException',
  'error InternalFailure': 'the name in the guide’s common errors for InternalServerException',
};

const schemas = Object.values<unknown>(sdk).flatMap((value): unknown[][] =>
  Array.isArray(value) && typeof value[0] === 'number' ? [value] : [],
);

function follow(reference: Reference): unknown[] | string {
  return typeof reference === 'function' ? follow(reference()) : reference;
}

function sdkMembers(reference: Reference, place: string): Row[] {
  const found = follow(reference);
  if (typeof found === 'string' || found[0] !== 3) return [];
  const [, , , , names, types, required = 0] = found as [
    number,
    string,
    string,
    unknown,
    string[],
    unknown[],
    number?,
  ];
  return names.flatMap((name, at): Row[] => {
    const type: unknown = types[at];
    const inner = (Array.isArray(type) ? type[0] : type) as Reference | number;
    const below = typeof inner === 'function' ? sdkMembers(listItem(inner), `${place}.${name}`) : [];
    return [[`${place}.${name}`, at < required ? 'required' : 'optional'], ...below];
  });
}

function listItem(reference: Reference): Reference {
  const found = follow(reference);
  return typeof found !== 'string' && found[0] === 1 ? (found[4] as Reference) : reference;
}

function ownMembers(shape: StructureShape, place: string): Row[] {
  return Object.entries(shape.members).flatMap(([name, member]): Row[] => {
    const item: Shape = member.shape.kind === 'list' ? member.shape.member : member.shape;
    const below = item.kind === 'structure' ? ownMembers(item, `${place}.${name}`) : [];
    return [[`${place}.${name}`, member.required ? 'required' : 'optional'], ...below];
  });
}

function sdkTable(): Map<string, unknown> {
  const rows = schemas.flatMap(([kind, , name, traits, input, output]): Row[] => {
    if (kind === -3)
      return name === 'AccountServiceException'
        ? []
        : [[`error ${String(name)}`, (traits as { httpError: number }).httpError]];
    if (kind !== 9) return [];
    return [
      [`operation ${String(name)}`, (traits as { http: unknown[] }).http.join(' ')],
      ...sdkMembers(input as Reference, `input ${String(name)}`),
      ...sdkMembers(output as Reference, `output ${String(name)}`),
    ];
  });
  return new Map(rows);
}

function ownTable(): Map<string, unknown> {
  const contract = loadContract('current');
  const rows = Object.values(contract.operations).flatMap((operation): Row[] => [
    [`operation ${operation.name}`, `${operation.method} ${operation.path} ${operation.successStatus}`],
    ...ownMembers(operation.input, `input ${operation.name}`),
    ...(operation.output ? ownMembers(operation.output, `output ${operation.name}`) : []),
  ]);
  const errors = contract.errors.filter(({ scope }) => scope === 'operation');
  return new Map([...rows, ...errors.map(({ name, statuses }): Row => [`error ${name}`, statuses[0]])]);
}

test('operations, paths, members, required and errors are those of the installed SDK, but for accepted differences', () => {
  const theirs = sdkTable();
  const ours = ownTable();
  const newer = Object.keys(ACCEPTED).filter((key) => key.startsWith('operation ') && !ours.has(key));
  const ofNewer = (key: string) =>
    newer.some((entry) => key.split(' ')[1]?.split('.')[0] === entry.split(' ')[1]);
  const differing = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
    (key) => theirs.get(key) !== ours.get(key) && !(ofNewer(key) && !key.startsWith('operation ')),
  );
  expect(differing.toSorted()).toEqual(Object.keys(ACCEPTED).toSorted());
});

test('the comparison sees all of it', () => {
  const theirs = sdkTable();
  expect(theirs.get('operation ListRegions')).toBe('POST /listRegions 200');
  expect(theirs.get('input PutContactInformation.ContactInformation.City')).toBe('required');
  expect(theirs.get('output ListRegions.Regions.RegionName')).toBe('optional');
  expect(theirs.get('error ConflictException')).toBe(409);
  expect(ownTable().size).toBeGreaterThan(60);
});
