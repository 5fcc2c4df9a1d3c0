import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { checkShape, nullMember } from './check-shape.ts';
import { knownMembers } from './known-members.ts';

const { GetContactInformation: contact, ListRegions: list } = loadContract().operations;
const shapes = { contact: contact?.output, list: list?.output };

test.each([
  [
    'contact',
    { ContactInformation: { City: 'Oslo', VerificationStatus: 'VERIFIED' }, More: 1 },
    { ContactInformation: { City: 'Oslo' } },
  ],
  [
    'contact',
    { ContactInformation: { City: 'Oslo', AddressLine3: null } },
    { ContactInformation: { City: 'Oslo' } },
  ],
  ['list', { Regions: [{ RegionName: 'a', Zone: 2 }], NextToken: null }, { Regions: [{ RegionName: 'a' }] }],
  ['list', { Regions: 'none' }, { Regions: 'none' }],
  ['list', [], []],
] as const)('%s: of %j is known %j', (name, value, known) => {
  const shape = shapes[name];
  expect(shape && knownMembers(shape, value)).toEqual(known);
});

test.each([
  ['contact', { ContactInformation: { AddressLine3: null } }, 'ContactInformation.AddressLine3'],
  ['list', { Regions: [{}, { RegionName: null }] }, 'Regions.1.RegionName'],
  ['list', { NextToken: null }, 'NextToken'],
  ['list', { Regions: [], Further: null }, null],
] as const)('%s: in %j the null is %s, and no fault of the shape', (name, value, place) => {
  const shape = shapes[name];
  expect(shape && nullMember(shape, value)).toBe(place);
  expect(shape && checkShape(shape, name === 'list' ? value : {})).toBeNull();
});

test('a member that must be there may not be null', () => {
  expect(contact?.output && checkShape(contact.output, { ContactInformation: { City: null } })).toMatch(
    /is missing|is null/,
  );
});
